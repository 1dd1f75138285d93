/**
 * Fixed-width SIMD (core specification 4.4.3, 4.4.4) in plain Java, so that it runs on every JDK: a vector is an immutable
 * pair of longs, which HotSpot keeps in registers where it does not leave a method. One class for each shape, its methods named
 * after the instructions.
 */
@NullMarked
package dev.wasmmaven.runtime.engine.compiler.rt.simd;

import org.jspecify.annotations.NullMarked;
