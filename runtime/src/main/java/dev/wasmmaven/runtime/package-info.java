/**
 * The public API: load a {@code .wasm}, give it options, run it. Only types of the JDK and of this package and its
 * errors are seen from outside.
 */
@NullMarked
package dev.wasmmaven.runtime;

import org.jspecify.annotations.NullMarked;
