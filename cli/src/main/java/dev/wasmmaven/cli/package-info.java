/**
 * The command line over the runtime's public API. The one place that owns a console and an exit code, and the only one
 * that knows picocli.
 */
@NullMarked
package dev.wasmmaven.cli;

import org.jspecify.annotations.NullMarked;
