/**
 * Instructions that the parser does not know, put in terms of those that it does, before it reads a module: legacy exceptions,
 * relaxed SIMD, wide arithmetic. Also tells which proposal it is that a module uses and this runtime does not have.
 */
@NullMarked
package dev.wasmmaven.runtime.engine.lowering;

import org.jspecify.annotations.NullMarked;
