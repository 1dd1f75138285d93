/**
 * The seam: what the rest of the runtime asks of a core WebAssembly engine. Whoever implements it passes the seam's
 * test kit. No type of an engine crosses it, so that the engine can be replaced in one room.
 */
@NullMarked
package dev.wasmmaven.runtime.engine;

import org.jspecify.annotations.NullMarked;
