package dev.wasmmaven.toolkit.doctor;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that was found. {@link #toText()} and {@link #toJson()} say the same.
 *
 * @param machine the machine
 * @param crate empty: there is none
 * @param toolchain the one that a build would use; empty: there is none
 * @param targets those that are requested, in their order, then the other WASI targets
 * @param findings notes and problems, in the order of looking
 */
public record DoctorReport(
        MachineFacts machine,
        Optional<CrateFacts> crate,
        Optional<ToolchainFacts> toolchain,
        List<TargetFacts> targets,
        List<Finding> findings) {

    public DoctorReport {
        targets = List.copyOf(targets);
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found that would make a build fail. */
    public boolean healthy() {
        return problems().isEmpty();
    }

    /** What would make a build fail. */
    public List<Finding> problems() {
        return findings.stream().filter(each -> each.status() == Status.PROBLEM).toList();
    }

    /** This report with a finding of someone else behind its own, if there is one. */
    public DoctorReport with(Optional<Finding> finding) {
        return new DoctorReport(
                machine,
                crate,
                toolchain,
                targets,
                Stream.concat(findings.stream(), finding.stream()).toList());
    }

    /** This report without findings of a kind, which is none where the report is wanted. */
    public DoctorReport without(DiagnosticId id) {
        return new DoctorReport(
                machine,
                crate,
                toolchain,
                targets,
                findings.stream()
                        .filter(each -> each.id().filter(id::equals).isEmpty())
                        .toList());
    }

    /** The report for people, in lines of which each says how something stands. */
    public List<ReportLine> lines() {
        return new TextReport(this).lines();
    }

    /** The report for people. */
    public String toText() {
        return lines().stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining());
    }

    /** The report for programs; its fields are listed in the user guide ("building.md"). */
    public String toJson() {
        return JsonReport.of(this);
    }
}
