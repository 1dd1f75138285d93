/**
 * The command line over the runtime's public API, the one place that owns a console and an exit code.
 *
 * <p>One table of {@link dev.wasmmaven.cli.Option}s for each command serves parser and help. No library reads the
 * arguments: picocli took 0.14 s of every start, more than all the rest, and has no place for Wasmtime's options with
 * keys ({@code -S inherit-env,threads}) and the rule that the first file ends our options.
 */
@NullMarked
package dev.wasmmaven.cli;

import org.jspecify.annotations.NullMarked;
