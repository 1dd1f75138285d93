package dev.wasmmaven.toolkit.interop;

import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.SdkTools;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A toolchain file for CMake (cmake-toolchains(7)), which the crate {@code cmake} passes on: compilers, archiver, target, and how CMake's own
 * checks are linked. One file serves a wasi-sdk and a clang of the system; the files that wasi-sdk brings know only the former, and those
 * of its old releases expect their place in a variable.
 */
public final class CmakeToolchain {

    private static final int KEY_DIGITS = 16;

    private CmakeToolchain() {}

    /**
     * Writes one, or finds the one that is there.
     *
     * @param cxx the folder with the C++ libraries, see {@link CxxSysroot}
     * @param rustLibc the folder of the Rust toolchain with libc and start code, for a sysroot that has only headers
     * @param cache where it is kept
     * @return the toolchain file
     * @throws IOException the cache cannot be written
     */
    public static Path in(
            FolderCache cache, WasiTarget target, SdkLayout layout, Optional<Path> cxx, Optional<Path> rustLibc)
            throws IOException {
        String text = text(target, layout, cxx, rustLibc);
        String key =
                CacheFolder.CMAKE.key(target + "-" + Digest.sha256(text).hex().substring(0, KEY_DIGITS));
        Path folder = cache.get(key, () -> {}, fresh -> {
            Files.writeString(fresh.resolve("toolchain.cmake"), text);
            // CMake asks for a file that is named like the system; it knows WASI itself only from 4.x on.
            Path platform = Files.createDirectory(fresh.resolve("Platform"));
            Files.writeString(platform.resolve("WASI.cmake"), "set(WASI 1)\nset(CMAKE_EXECUTABLE_SUFFIX \".wasm\")\n");
        });
        return folder.resolve("toolchain.cmake");
    }

    private static String text(WasiTarget target, SdkLayout layout, Optional<Path> cxx, Optional<Path> rustLibc) {
        Sysroot sysroot = CVariables.sysroot(target, layout);
        SdkTools tools = layout.tools();
        List<String> lines = new ArrayList<>();
        set(lines, "CMAKE_SYSTEM_NAME", "WASI");
        set(lines, "CMAKE_SYSTEM_VERSION", "1");
        set(lines, "CMAKE_SYSTEM_PROCESSOR", "wasm32");
        lines.add("list(APPEND CMAKE_MODULE_PATH \"${CMAKE_CURRENT_LIST_DIR}\")");
        compiler(lines, "C", tools.clang(), sysroot, sysroot.compileFlags());
        compiler(lines, "ASM", tools.clang(), sysroot, sysroot.compileFlags());
        tools.clangxx().ifPresent(clangxx -> compiler(lines, "CXX", clangxx, sysroot, CVariables.cxxFlags(sysroot)));
        tools.archiver().ifPresent(archiver -> set(lines, "CMAKE_AR", path(archiver)));
        CVariables.ranlib(tools).ifPresent(ranlib -> set(lines, "CMAKE_RANLIB", path(ranlib)));
        linking(lines, target, sysroot, cxx, rustLibc);
        // Programs are the host's; headers, libraries and packages are the target's, and those of prefixes that are
        // named.
        lines.add("file(TO_CMAKE_PATH \"$ENV{CMAKE_PREFIX_PATH}\" NAMED_PREFIXES)");
        lines.add("set(CMAKE_FIND_ROOT_PATH "
                + (sysroot.linksByItself()
                        ? literal(path(sysroot.directory()))
                        : "\"${CMAKE_CURRENT_LIST_DIR}/no-sysroot\"")
                + " ${NAMED_PREFIXES} ${CMAKE_PREFIX_PATH})");
        set(lines, "CMAKE_FIND_ROOT_PATH_MODE_PROGRAM", "NEVER");
        for (String what : List.of("LIBRARY", "INCLUDE", "PACKAGE")) {
            set(lines, "CMAKE_FIND_ROOT_PATH_MODE_" + what, "ONLY");
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static void compiler(
            List<String> lines, String language, Path program, Sysroot sysroot, List<String> flags) {
        set(lines, "CMAKE_" + language + "_COMPILER", path(program));
        set(lines, "CMAKE_" + language + "_COMPILER_TARGET", sysroot.clangTarget());
        set(lines, "CMAKE_" + language + "_FLAGS_INIT", words(flags));
    }

    /** Checks for functions say the truth only if they are linked; what cannot be linked is compiled only. */
    private static void linking(
            List<String> lines, WasiTarget target, Sysroot sysroot, Optional<Path> cxx, Optional<Path> rustLibc) {
        Optional<Path> libc = sysroot.linksByItself() ? Optional.empty() : rustLibc.or(() -> sysroot.libraries());
        if (!sysroot.linksByItself() && libc.isEmpty()) {
            set(lines, "CMAKE_TRY_COMPILE_TARGET_TYPE", "STATIC_LIBRARY");
            return;
        }
        List<String> flags = new ArrayList<>();
        libc.ifPresent(folder -> {
            flags.add("-B" + path(folder));
            flags.add("-L" + path(folder));
        });
        cxx.ifPresent(folder -> flags.add("-L" + path(folder.resolve("lib").resolve(target.rustTarget()))));
        if (libc.isPresent()) {
            // A core module will do, and needs no wasm-component-ld.
            flags.add("-fuse-ld=lld");
            if (cxx.isEmpty()) {
                flags.add("-nostdlib++");
            }
        }
        if (target.threads()) {
            flags.addAll(List.of(
                    "-Wl,--shared-memory", "-Wl,--import-memory", "-Wl,--export-memory", "-Wl,--max-memory=67108864"));
            if (libc.isPresent()) {
                // clang asks for libpthread, which Rust's libc has inside.
                flags.add("-nodefaultlibs");
                set(lines, "CMAKE_C_STANDARD_LIBRARIES", "-lc");
                set(lines, "CMAKE_CXX_STANDARD_LIBRARIES", cxx.isPresent() ? "-lc++ -lc++abi -lc" : "-lc");
            }
        }
        set(lines, "CMAKE_EXE_LINKER_FLAGS_INIT", words(flags));
    }

    private static void set(List<String> lines, String name, String value) {
        lines.add("set(" + name + " " + literal(value) + ")");
    }

    /** The form that takes everything as it is (cmake-language(7), "Bracket Argument"). */
    private static String literal(String value) {
        return "[==[" + value + "]==]";
    }

    private static String words(List<String> flags) {
        return flags.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
    }

    private static String path(Path path) {
        return path.toString().replace('\\', '/');
    }
}
