/**
 * What can go wrong with a module, named after the phases of the WebAssembly specification. A room of its own, so
 * that the engine can throw what the public API promises without either knowing the other.
 */
@NullMarked
package dev.wasmmaven.runtime.error;

import org.jspecify.annotations.NullMarked;
