package dev.wasmmaven.toolkit.build;

import java.util.List;

/**
 * Which test executables to build; nothing named: those of {@code cargo test} (library, bins, integration tests, and
 * examples with {@code test = true}). Doctests have no executable and are not among them.
 *
 * @param lib the library's unit tests
 * @param bins unit tests of all bins
 * @param examples tests of all examples
 * @param tests all integration tests
 * @param benches all benches, as tests
 * @param names integration tests by name, in cargo's own syntax
 */
public record TestTargets(
        boolean lib, boolean bins, boolean examples, boolean tests, boolean benches, List<String> names) {

    /** What cargo tests by default. */
    public static final TestTargets DEFAULT = new TestTargets(false, false, false, false, false, List.of());

    public TestTargets {
        names = List.copyOf(names);
    }
}
