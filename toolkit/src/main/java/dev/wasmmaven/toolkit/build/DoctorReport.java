package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the doctor found, in the order of looking.
 *
 * @param findings one for each thing looked at
 */
public record DoctorReport(List<Finding> findings) {

    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** How a thing stands. */
    public enum Status {
        /** There, and good. */
        OK,
        /** Not needed for every build, or good to know. */
        NOTE,
        /** A build would fail. */
        PROBLEM
    }

    /**
     * One thing that was looked at.
     *
     * @param status how it stands
     * @param subject what it is, such as {@code cargo}
     * @param detail what was found, one sentence or less
     * @param id the kind of problem
     * @param nextStep what to do about it
     */
    public record Finding(
            Status status, String subject, String detail, Optional<DiagnosticId> id, Optional<String> nextStep) {

        static Finding ok(String subject, String detail) {
            return new Finding(Status.OK, subject, detail, Optional.empty(), Optional.empty());
        }

        static Finding note(String subject, String detail, Optional<String> nextStep) {
            return new Finding(Status.NOTE, subject, detail, Optional.empty(), nextStep);
        }

        static Finding problem(String subject, Diagnosed problem) {
            return new Finding(
                    Status.PROBLEM,
                    subject,
                    problem.getMessage(),
                    Optional.of(problem.diagnosticId()),
                    Optional.of(problem.nextStep()));
        }
    }

    /** Whether nothing was found that would make a build fail. */
    public boolean healthy() {
        return findings.stream().noneMatch(finding -> finding.status() == Status.PROBLEM);
    }

    /** The report for people, one line for each finding and one for each next step. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (Finding each : findings) {
            String mark = switch (each.status()) {
                case OK -> "[ok]      ";
                case NOTE -> "[note]    ";
                case PROBLEM -> "[problem] ";
            };
            text.append(mark).append(each.subject()).append(": ");
            each.id().ifPresent(id -> text.append(id.code()).append(": "));
            text.append(each.detail()).append(System.lineSeparator());
            each.nextStep()
                    .ifPresent(step ->
                            text.append("            Next step: ").append(step).append(System.lineSeparator()));
        }
        return text.toString();
    }

    /** The report for programs: {@code {"healthy": …, "findings": [{"status", "subject", "detail", "id", "nextStep"}]}}. */
    public String toJson() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("healthy", healthy());
        report.put("findings", findings.stream().map(DoctorReport::fields).toList());
        return JsonText.of(report);
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", finding.status().name().toLowerCase(Locale.ROOT));
        fields.put("subject", finding.subject());
        fields.put("detail", finding.detail());
        finding.id().ifPresent(id -> fields.put("id", id.code()));
        finding.nextStep().ifPresent(step -> fields.put("nextStep", step));
        return fields;
    }
}
