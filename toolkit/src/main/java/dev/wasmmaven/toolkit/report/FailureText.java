package dev.wasmmaven.toolkit.report;

import dev.wasmmaven.toolkit.testrun.TestFailure;
import java.util.ArrayList;
import java.util.List;

/** A failure as lines of text: what happened, where, what to do, and the backtrace. */
final class FailureText {

    private FailureText() {}

    static List<String> lines(TestFailure failure) {
        List<String> lines = new ArrayList<>();
        String title = failure.kind().title();
        lines.add(failure.diagnosticId()
                        .map(id -> title + " (" + id.code() + "): ")
                        .orElse(title + ": ")
                + failure.message());
        failure.location().ifPresent(place -> lines.add("  at " + place));
        failure.nextStep().ifPresent(step -> lines.add("  Next step: " + step));
        if (!failure.backtrace().isEmpty()) {
            lines.add("  backtrace, innermost first:");
            failure.backtrace().forEach(frame -> lines.add("    " + frame));
        }
        return lines.stream().flatMap(String::lines).toList();
    }

    /** One line that names the failure where there is no room for more. */
    static String summary(TestFailure failure) {
        String first = failure.message().lines().findFirst().orElse("");
        return failure.location().map(place -> place + " ").orElse("") + first;
    }
}
