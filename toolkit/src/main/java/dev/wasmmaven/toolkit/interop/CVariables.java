package dev.wasmmaven.toolkit.interop;

import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.SdkTools;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the crates that build scripts compile and bind C with read from the environment (documentation of the crates {@code cc},
 * {@code bindgen}, {@code pkg-config} and {@code cmake}). All names carry the target, so that C for the host's own build scripts is compiled
 * as ever. What the user has set stays; flags go behind the user's.
 */
public final class CVariables {

    /** cc: flags are split as a shell would, so that they can hold spaces. */
    private static final String SHELL_ESCAPED = "CC_SHELL_ESCAPED_FLAGS";

    private static final String NO_EXCEPTIONS = "-fno-exceptions";

    private CVariables() {}

    /** Whether the user has chosen a C compiler for a target himself. */
    public static boolean areSet(WasiTarget target, HostSystem system) {
        String triple = target.rustTarget();
        return Stream.of("CC_" + triple, "CC_" + underscored(triple), "TARGET_CC")
                .anyMatch(name -> system.variable(name).isPresent());
    }

    /**
     * The variables for an SDK.
     *
     * @param target the target that C is compiled for
     * @param layout the SDK, with a sysroot for the target
     * @param cxx the folder to be taken as sysroot for linking C++, see {@link CxxSysroot}; empty: there is no C++ library
     * @param cmake the toolchain file for CMake, see {@link CmakeToolchain}
     * @param system the machine, for its file names and the user's variables
     */
    public static CargoAdditions of(
            WasiTarget target, SdkLayout layout, Optional<Path> cxx, Path cmake, HostSystem system) {
        Sysroot sysroot = sysroot(target, layout);
        SdkTools tools = layout.tools();
        String suffix = "_" + underscored(target.rustTarget());
        CargoAdditions.Builder additions = CargoAdditions.builder();
        additions.defaultVariable("CC" + suffix, tools.clang().toString());
        tools.clangxx().ifPresent(path -> additions.defaultVariable("CXX" + suffix, path.toString()));
        tools.archiver().ifPresent(path -> additions.defaultVariable("AR" + suffix, path.toString()));
        ranlib(tools).ifPresent(path -> additions.defaultVariable("RANLIB" + suffix, path.toString()));
        additions.defaultVariable("CXXSTDLIB" + suffix, "c++");

        boolean escaped = !sysroot.compileFlags().stream().allMatch(ShellWord::isPlain)
                || system.variable(SHELL_ESCAPED).isPresent();
        if (escaped) {
            additions.defaultVariable(SHELL_ESCAPED, "1");
        }
        additions.flags("CFLAGS" + suffix, words(sysroot.compileFlags(), escaped));
        List<String> cxxFlags = new ArrayList<>(cxxFlags(sysroot));
        if (mentionsExceptions(target, system)) {
            cxxFlags.remove(NO_EXCEPTIONS);
        }
        additions.flags("CXXFLAGS" + suffix, words(cxxFlags, escaped));
        // wasm hides functions by default, and libclang leaves hidden ones out.
        List<String> bindgen = new ArrayList<>(sysroot.compileFlags());
        bindgen.add("-fvisibility=default");
        additions.flags("BINDGEN_EXTRA_CLANG_ARGS" + suffix, words(bindgen, true));

        cxx.ifPresent(folder -> additions.defaultVariable("WASI_SYSROOT", folder.toString()));
        layout.root().ifPresent(root -> additions.defaultVariable("WASI_SDK_PATH", root.toString()));
        packages(additions, target, sysroot, system);
        additions.defaultVariable("CMAKE_TOOLCHAIN_FILE" + suffix, cmake.toString());
        additions.input(tools.clang());
        tools.archiver().ifPresent(additions::input);
        layout.root().ifPresent(root -> additions.input(root.resolve("VERSION")));
        return additions.build();
    }

    /** The sysroot that an SDK has for a target, which it must have. */
    public static Sysroot sysroot(WasiTarget target, SdkLayout layout) {
        Sysroot sysroot = layout.sysroots().get(target);
        if (sysroot == null) {
            throw new IllegalArgumentException("no sysroot for " + target + ": " + layout);
        }
        return sysroot;
    }

    /** For C++, with the flags for C. */
    static List<String> cxxFlags(Sysroot sysroot) {
        List<String> flags = new ArrayList<>(sysroot.cxxFlags());
        flags.addAll(sysroot.compileFlags());
        // The C++ library that Rust is linked with throws none: without this each container's function needs
        // __cxa_throw, which nobody has.
        flags.add(NO_EXCEPTIONS);
        return flags;
    }

    /** Whoever compiles with exceptions has a C++ library for that. */
    private static boolean mentionsExceptions(WasiTarget target, HostSystem system) {
        String triple = target.rustTarget();
        return Stream.of("CXXFLAGS_" + triple, "CXXFLAGS_" + underscored(triple), "TARGET_CXXFLAGS", "CXXFLAGS")
                .flatMap(name -> system.variable(name).stream())
                .anyMatch(flags -> flags.contains("exceptions"));
    }

    static String underscored(String target) {
        return target.replace('-', '_').replace('.', '_').toLowerCase(Locale.ROOT);
    }

    private static List<String> words(List<String> flags, boolean quoted) {
        return quoted ? flags.stream().map(ShellWord::quote).toList() : flags;
    }

    /**
     * Only packages of the sysroot are found, never those of the host, and those of folders that the user names. Paths in the former are
     * relative to the sysroot; those in the user's are taken as they are, and so are those of {@code /usr}, which has the host's files too.
     */
    private static void packages(
            CargoAdditions.Builder additions, WasiTarget target, Sysroot sysroot, HostSystem system) {
        String suffix = "_" + underscored(target.rustTarget());
        boolean own = Stream.of(
                        "PKG_CONFIG_PATH" + suffix, "PKG_CONFIG_PATH_" + target.rustTarget(), "TARGET_PKG_CONFIG_PATH")
                .anyMatch(name -> system.variable(name).isPresent());
        Path directory = sysroot.directory();
        if (own || !sysroot.linksByItself()) {
            additions.defaultVariable("PKG_CONFIG_ALLOW_CROSS" + suffix, "1");
        } else {
            additions.defaultVariable("PKG_CONFIG_SYSROOT_DIR" + suffix, directory.toString());
        }
        Path libraries =
                sysroot.libraries().orElseGet(() -> directory.resolve("lib").resolve(target.rustTarget()));
        Stream<Path> folders =
                sysroot.linksByItself() ? Stream.of(libraries, directory.resolve("share")) : Stream.of(libraries);
        additions.defaultVariable(
                "PKG_CONFIG_LIBDIR" + suffix,
                folders.map(folder -> folder.resolve("pkgconfig").toString())
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    /** The one beside the archiver, which LLVM makes of the same program. */
    static Optional<Path> ranlib(SdkTools tools) {
        return tools.archiver()
                .map(archiver -> archiver.resolveSibling(
                        String.valueOf(archiver.getFileName()).replaceFirst("ar(?=$|-|\\.)", "ranlib")))
                .filter(Files::isExecutable);
    }
}
