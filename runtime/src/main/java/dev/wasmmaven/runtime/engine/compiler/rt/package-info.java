/**
 * What compiled code stands on while it runs: an instance's state, its flat memory, tables, globals, function objects,
 * and the operations that have no JVM instruction. Public because generated classes, which live in a loader of their
 * own, call it; nothing else does.
 */
@NullMarked
package dev.wasmmaven.runtime.engine.compiler.rt;

import org.jspecify.annotations.NullMarked;
