package dev.wasmmaven.runtime;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A Rust program as a module")
class RustModuleTest extends RustProgramContract {

    @Override
    String target() {
        return "wasm32-wasip1";
    }

    /** {@code proc_exit} takes any 32 bits, also above a byte and negative. */
    @Override
    int exitCodeOf(int asked) {
        return asked;
    }
}
