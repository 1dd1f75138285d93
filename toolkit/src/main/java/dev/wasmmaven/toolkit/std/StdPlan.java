package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import java.nio.file.Path;
import java.util.Optional;

/** Where the standard library for a build comes from. */
public sealed interface StdPlan {

    /** The toolchain has it, compiled. */
    record Shipped() implements StdPlan {}

    /** The user's own arguments for cargo decide. */
    record UsersOwn() implements StdPlan {}

    /**
     * It is compiled with the crate.
     *
     * @param sources a cargo workspace, that of the component {@code rust-src}
     * @param row what is known of the target and the toolchain; empty: nothing
     * @param panic what panics do
     */
    record Compiled(Path sources, Optional<Row> row, PanicStrategy panic) implements StdPlan {}
}
