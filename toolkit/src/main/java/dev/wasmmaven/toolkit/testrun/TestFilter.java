package dev.wasmmaven.toolkit.testrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which tests to run, with the semantics of libtest ({@code library/test/src/lib.rs}, {@code filter_tests}).
 *
 * @param filters run a test if its name contains one of these; empty: every test
 * @param skip leave a test out if its name contains one of these
 * @param exact compare whole names, for filters and skip alike
 * @param ignored what to do with tests marked {@code #[ignore]}
 */
public record TestFilter(List<String> filters, List<String> skip, boolean exact, Ignored ignored) {

    /** Every test but those marked {@code #[ignore]}. */
    public static final TestFilter ALL = new TestFilter(List.of(), List.of(), false, Ignored.SKIP);

    public TestFilter {
        filters = List.copyOf(filters);
        skip = List.copyOf(skip);
    }

    /** What to do with tests marked {@code #[ignore]}. */
    public enum Ignored {
        /** Report them as skipped; libtest's default. */
        SKIP,
        /** Run them like the others: {@code --include-ignored}. */
        INCLUDE,
        /** Run only them: {@code --ignored}. */
        ONLY
    }

    /** A filter of plain substrings, as {@code cargo test -- a b} takes them. */
    public static TestFilter of(String... filters) {
        return ALL.withFilters(List.of(filters));
    }

    public TestFilter withFilters(List<String> value) {
        return new TestFilter(value, skip, exact, ignored);
    }

    public TestFilter withSkip(List<String> value) {
        return new TestFilter(filters, value, exact, ignored);
    }

    public TestFilter withExact(boolean value) {
        return new TestFilter(filters, skip, value, ignored);
    }

    public TestFilter withIgnored(Ignored value) {
        return new TestFilter(filters, skip, exact, value);
    }

    /**
     * Understands what follows {@code --} of {@code cargo test}: names, {@code --exact}, {@code --skip NAME},
     * {@code --ignored}, {@code --include-ignored}.
     *
     * @throws TestRunException if there is another option, or {@code --skip} without a name
     */
    public static TestFilter parse(List<String> arguments) {
        List<String> filters = new ArrayList<>();
        List<String> skip = new ArrayList<>();
        boolean exact = false;
        boolean onlyNames = false;
        Ignored ignored = Ignored.SKIP;
        for (int i = 0; i < arguments.size(); i++) {
            String each = arguments.get(i);
            if (onlyNames || !each.startsWith("-")) {
                filters.add(each);
            } else if (each.equals("--")) {
                onlyNames = true;
            } else if (each.equals("--exact")) {
                exact = true;
            } else if (each.equals("--ignored")) {
                ignored = ignored == Ignored.INCLUDE ? throwBoth() : Ignored.ONLY;
            } else if (each.equals("--include-ignored")) {
                ignored = ignored == Ignored.ONLY ? throwBoth() : Ignored.INCLUDE;
            } else if (each.startsWith("--skip=")) {
                skip.add(each.substring("--skip=".length()));
            } else if (each.equals("--skip") && i + 1 < arguments.size()) {
                skip.add(arguments.get(++i));
            } else {
                throw TestRunException.filterNotUnderstood(each);
            }
        }
        return new TestFilter(filters, skip, exact, ignored);
    }

    private static Ignored throwBoth() {
        throw TestRunException.filterNotUnderstood("--ignored together with --include-ignored");
    }

    /** Whether a test of this name is in the selection at all; what is not there is not reported either. */
    boolean selects(ListedTest test) {
        boolean named = filters.isEmpty() || filters.stream().anyMatch(each -> matches(test.name(), each));
        return named
                && skip.stream().noneMatch(each -> matches(test.name(), each))
                && (ignored != Ignored.ONLY || test.ignored());
    }

    /** Why a selected test is not run, if it is not. */
    Optional<String> reasonToSkip(ListedTest test) {
        if (!test.ignored() || ignored != Ignored.SKIP) {
            return Optional.empty();
        }
        return Optional.of(test.ignoreReason().orElse("marked #[ignore]"));
    }

    private boolean matches(String name, String filter) {
        return exact ? name.equals(filter) : name.contains(filter);
    }
}
