/** Test scripts of the WebAssembly specification as {@code wasm-tools json-from-wast} writes them: read, not yet run. */
@NullMarked
package dev.wasmmaven.conformance.script;

import org.jspecify.annotations.NullMarked;
