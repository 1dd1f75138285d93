package dev.wasmmaven.runtime.error;

/**
 * One frame of a wasm backtrace, innermost first in a list.
 *
 * @param functionIndex index in the module's function index space, imports included
 * @param function demangled name from the name section, or {@code func[N]} where the section has none
 */
public record WasmFrame(int functionIndex, String function) {}
