package dev.wasmmaven.toolkit.build;

/**
 * What a check or a lint found in a crate without errors.
 *
 * @param warnings how many warnings the compiler or linter gave
 */
public record CheckResult(int warnings) {}
