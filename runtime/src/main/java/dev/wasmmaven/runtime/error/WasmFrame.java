package dev.wasmmaven.runtime.error;

/**
 * One frame of a wasm backtrace, innermost first in a list.
 *
 * @param module name of the module, as it was loaded: normally the file's, for a module inside of a component with its place
 * @param functionIndex index in the module's function index space, imports included
 * @param function demangled name from the name section, or {@code func[N]} where the section has none
 */
public record WasmFrame(String module, int functionIndex, String function) {

    /** One of a module without a name. */
    public WasmFrame(int functionIndex, String function) {
        this("", functionIndex, function);
    }
}
