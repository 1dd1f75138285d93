/** Judges this project's runtime by the official test suites of WebAssembly. */
@NullMarked
package dev.wasmmaven.conformance;

import org.jspecify.annotations.NullMarked;
