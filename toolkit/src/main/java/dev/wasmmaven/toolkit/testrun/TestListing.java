package dev.wasmmaven.toolkit.testrun;

import java.util.List;

/**
 * What an executable is and which tests it has.
 *
 * @param harness how it is talked to
 * @param tests its tests, in its order; for {@link Harness#NONE} the program as a whole
 */
record TestListing(Harness harness, List<ListedTest> tests) {

    TestListing {
        tests = List.copyOf(tests);
    }

    /** How an executable is talked to. */
    enum Harness {
        /** Rust's own. */
        LIBTEST,
        /** Another one that understands libtest's stable options, such as libtest-mimic. */
        LIBTEST_LIKE,
        /** None: its exit code is its result. */
        NONE
    }
}
