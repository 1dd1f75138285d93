package dev.wasmmaven.toolkit.diagnostics;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the table of known messages.
 *
 * @param id the kind of problem
 * @param pattern found in the tool's output, which is lines joined with {@code \n}
 * @param cause one sentence; {@code $1} and so on stand for the pattern's groups
 * @param remedy what to do, with the same placeholders
 */
public record Diagnosis(DiagnosticId id, Pattern pattern, String cause, String remedy) {

    /** The problem in a user's terms, if the output has this row's message. */
    public Optional<ToolkitException> match(String output) {
        Matcher matcher = pattern.matcher(output);
        return matcher.find()
                ? Optional.of(new ToolkitException(id, fill(cause, matcher), fill(remedy, matcher)))
                : Optional.empty();
    }

    private static String fill(String template, Matcher matcher) {
        String text = template;
        for (int group = matcher.groupCount(); group > 0; group--) {
            String value = matcher.group(group);
            text = text.replace("$" + group, value == null ? "" : value.strip());
        }
        // A group that matched nothing leaves two spaces.
        return text.replace("  ", " ");
    }
}
