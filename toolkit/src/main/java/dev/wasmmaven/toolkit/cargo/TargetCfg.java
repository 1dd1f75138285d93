package dev.wasmmaven.toolkit.cargo;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The configuration options that rustc sets for a target, and whether an expression such as {@code cfg(all(target_os = "wasi",
 * not(unix)))} holds for it (The Rust Reference, "Conditional compilation"; The Cargo Book, "target").
 *
 * @param options as {@code rustc --print cfg} writes them, {@code name} or {@code key="value"}
 */
record TargetCfg(Set<String> options) {

    private static final Pattern TOKEN = Pattern.compile("\\w+|\"[^\"]*\"|[(),=]");
    private static final Pattern BETWEEN = Pattern.compile("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    TargetCfg {
        options = Set.copyOf(options);
    }

    /**
     * Asks rustc.
     *
     * @param command a call of {@code rustc --print cfg --target …}
     * @return empty if it does not answer, as for a target that it does not know
     */
    static Optional<TargetCfg> ask(CommandRunner runner, Command command) {
        CommandResult result = runner.run(command);
        return result.succeeded() ? Optional.of(of(result.stdout())) : Optional.empty();
    }

    static TargetCfg of(List<String> lines) {
        return new TargetCfg(Set.copyOf(lines.stream().map(String::strip).toList()));
    }

    /** Whether an expression {@code cfg(…)} holds; one that is not understood does, since cargo may know more of it. */
    boolean holds(String expression) {
        try {
            return new Evaluation(expression).whole();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** A recursive descent over the tokens of one expression. */
    private final class Evaluation {

        private final String text;
        private final List<String> tokens;
        private int position;

        Evaluation(String text) {
            this.text = text.strip();
            this.tokens =
                    TOKEN.matcher(this.text).results().map(MatchResult::group).toList();
            if (!String.join("", tokens).equals(BETWEEN.matcher(this.text).replaceAll(""))) {
                throw notUnderstood();
            }
        }

        boolean whole() {
            expect("cfg");
            expect("(");
            boolean value = predicate();
            expect(")");
            if (position != tokens.size()) {
                throw notUnderstood();
            }
            return value;
        }

        private boolean predicate() {
            String word = next();
            return switch (word) {
                case "all" -> list(true);
                case "any" -> list(false);
                case "not" -> {
                    expect("(");
                    boolean value = !predicate();
                    expect(")");
                    yield value;
                }
                case "true" -> true;
                case "false" -> false;
                default -> options.contains(isNext("=") ? word + "=" + next() : word);
            };
        }

        /** Of {@code all} every one must hold, of {@code any} one; every one is read in any case. */
        private boolean list(boolean all) {
            expect("(");
            boolean value = all;
            while (!isNext(")")) {
                boolean one = predicate();
                value = all ? value && one : value || one;
                if (isNext(")")) {
                    break;
                }
                expect(",");
            }
            return value;
        }

        /** Takes a token if it is the next one. */
        private boolean isNext(String token) {
            boolean found = position < tokens.size() && tokens.get(position).equals(token);
            if (found) {
                position++;
            }
            return found;
        }

        private String next() {
            if (position == tokens.size()) {
                throw notUnderstood();
            }
            return tokens.get(position++);
        }

        private void expect(String token) {
            if (!isNext(token)) {
                throw notUnderstood();
            }
        }

        private IllegalArgumentException notUnderstood() {
            return new IllegalArgumentException("not understood: " + text);
        }
    }
}
