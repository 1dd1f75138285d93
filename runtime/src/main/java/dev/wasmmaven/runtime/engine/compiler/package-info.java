/**
 * Our compiler: from Chicory's parsed module to JVM classes, plugged in as a Chicory machine.
 *
 * <p>Choices, with their reasons:
 *
 * <ul>
 *   <li>A wasm function is a static method; its parameters are the function's, and last the instance's state. Calls are
 *       {@code invokestatic}; HotSpot inlines them as it does Java's.
 *   <li>The operand stack is the JVM's. Only a branch that leaves values behind moves operands through locals.
 *   <li>Stack map frames are written from what the walk over the function knows; ASM computes nothing.
 *   <li>Classes hold some tens of functions and are made when the JVM first resolves them: of a large test binary's code
 *       most is never run. Other cores make ahead what those call that have been needed; see {@link AheadClasses}.
 *   <li>HotSpot never compiles methods of more than 8,000 bytes of code. A larger function becomes several methods, its
 *       pieces, chosen so that loops stay whole; see {@link Piece}.
 *   <li>A memory is one byte array of the memory's size, read through {@code VarHandle}s: the JVM's bounds check is the
 *       specification's. Where the JVM exports its internal
 *       {@code Unsafe}, as it does for our command line, that is used behind a check of ours instead: less for C1 and C2 to
 *       compile, and faster code. See {@link DirectAccessClass}. There a function's frame on the stack in linear memory, where
 *       unoptimised code keeps its variables, is checked once; see {@link FramePointer}. Without any checks but in loops, json
 *       took a fifth and collections a tenth less time, the other benchmarks the same.
 *   <li>The stop switch is a volatile read on back edges: on x86 a plain load; an opaque read compiles to the same and is slower
 *       while interpreted. On entry to functions that call others it is a plain read, which C2 does not keep memory in order for.
 *   <li>Unsigned comparisons flip the sign bits with xor. C2 of JDK 17 miscompiles some loops around
 *       {@code Integer.compareUnsigned}, which adds {@code MIN_VALUE}.
 * </ul>
 */
@NullMarked
package dev.wasmmaven.runtime.engine.compiler;

import org.jspecify.annotations.NullMarked;
