package dev.wasmmaven.toolkit.testrun;

import java.util.Optional;

/**
 * A test that an executable says it has.
 *
 * @param name path of the test within the executable, such as {@code tests::adds}
 * @param ignored whether it is marked {@code #[ignore]}
 * @param ignoreReason the text of {@code #[ignore = "…"]}
 * @param location {@code file:line:column} of its definition, as the compiler knew it, if the harness tells
 */
record ListedTest(String name, boolean ignored, Optional<String> ignoreReason, Optional<String> location) {}
