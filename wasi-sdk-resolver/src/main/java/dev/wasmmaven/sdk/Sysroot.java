package dev.wasmmaven.sdk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Headers and libraries for one target.
 *
 * @param target the target
 * @param directory what {@code --sysroot} takes
 * @param clangTarget what {@code --target} takes, {@code wasm32-wasi} in releases that don't know {@code wasm32-wasip1}
 * @param compileFlags all that clang needs to compile for the target, {@code --target} and the place of the headers included
 * @param cxxFlags what clang needs before these to compile C++; empty where the sysroot's place is enough
 * @param cxxLibraries a folder with {@code libc++.a} apart from the other libraries; empty: it is among them, or there is none
 * @param libraries the folder with {@code libc.a} and the start code; empty: headers only. Never to be given to rustc as {@code
 *     -L}: it holds empty stub archives ({@code libutil.a}, {@code librt.a}) that win over crates' libraries of the same name
 */
public record Sysroot(
        WasiTarget target,
        Path directory,
        String clangTarget,
        List<String> compileFlags,
        List<String> cxxFlags,
        Optional<Path> cxxLibraries,
        Optional<Path> libraries) {

    public Sysroot {
        compileFlags = List.copyOf(compileFlags);
        cxxFlags = List.copyOf(cxxFlags);
    }

    /**
     * Whether clang finds the libraries by itself when it is given the compile flags: not where the host's own files are in the same place, and
     * not where there are none.
     */
    public boolean linksByItself() {
        return libraries.isPresent() && compileFlags.contains("--sysroot=" + directory);
    }
}
