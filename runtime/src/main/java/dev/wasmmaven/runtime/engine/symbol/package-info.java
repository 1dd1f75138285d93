/**
 * Names of functions for people: the {@code name} custom section and Rust's two mangling schemes. Apart from the
 * engines, because every engine's backtraces need it.
 */
@NullMarked
package dev.wasmmaven.runtime.engine.symbol;

import org.jspecify.annotations.NullMarked;
