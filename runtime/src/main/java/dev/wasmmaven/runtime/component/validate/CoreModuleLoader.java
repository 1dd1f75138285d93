package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.engine.CoreModule;

/**
 * Loads the core modules inside a component, for their validation and their types; what it gives becomes part of the
 * plan, so that nothing is loaded twice.
 */
@FunctionalInterface
public interface CoreModuleLoader {

    /**
     * Parses and validates a module, as {@link dev.wasmmaven.runtime.engine.CoreEngine#load} does.
     *
     * @param name what to call it in messages
     * @throws dev.wasmmaven.runtime.error.WasmException it is malformed, invalid or not supported
     */
    CoreModule load(String name, byte[] wasm);
}
