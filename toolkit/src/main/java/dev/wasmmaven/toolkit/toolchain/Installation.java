package dev.wasmmaven.toolkit.toolchain;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Something that rustup can install.
 *
 * @param what it is, such as {@code the standard library for wasm32-wasip1 of the toolchain stable}
 * @param rustup the executable
 * @param arguments of rustup
 * @param lock the folder that changes
 * @param present whether it is there now
 */
record Installation(String what, Path rustup, List<String> arguments, Path lock, BooleanSupplier present) {

    Installation {
        arguments = List.copyOf(arguments);
    }

    /** The command as a user would type it. */
    String command() {
        return "rustup " + String.join(" ", arguments);
    }
}
