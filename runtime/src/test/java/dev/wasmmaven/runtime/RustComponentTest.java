package dev.wasmmaven.runtime;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A Rust program as a component")
class RustComponentTest extends RustProgramContract {

    @Override
    String target() {
        return "wasm32-wasip2";
    }

    /** All that Rust's standard library says to {@code wasi:cli/exit} of a failure is that it is one. */
    @Override
    int exitCodeOf(int asked) {
        return asked == 0 ? 0 : 1;
    }
}
