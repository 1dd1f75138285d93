package dev.wasmmaven.sdk;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An SDK's programs.
 *
 * @param clang the C compiler
 * @param clangxx the C++ compiler; empty: none
 * @param archiver {@code llvm-ar}; empty: none
 * @param linker {@code wasm-ld}; empty: none
 * @param clangVersion what clang says of itself, such as {@code 18.1.2}
 */
public record SdkTools(
        Path clang, Optional<Path> clangxx, Optional<Path> archiver, Optional<Path> linker, String clangVersion) {}
