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
import java.util.stream.Stream;

/**
 * What the crates that build scripts compile and bind C with read from the environment (documentation of the crates {@code cc},
 * {@code bindgen}, {@code pkg-config} and {@code cmake}). All names carry the target, so that C for the host's own build scripts is compiled
 * as ever. What the user has set stays; flags go behind the user's.
 */
public final class CVariables {

    /** cc: flags are split as a shell would, so that they can hold spaces. */
    private static final String SHELL_ESCAPED = "CC_SHELL_ESCAPED_FLAGS";

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
     * @param system the machine, for its file names
     */
    public static CargoAdditions of(WasiTarget target, SdkLayout layout, Optional<Path> cxx, HostSystem system) {
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
        List<String> cxxFlags = new ArrayList<>(sysroot.cxxFlags());
        cxxFlags.addAll(sysroot.compileFlags());
        additions.flags("CXXFLAGS" + suffix, words(cxxFlags, escaped));
        // wasm hides functions by default, and libclang leaves hidden ones out.
        List<String> bindgen = new ArrayList<>(sysroot.compileFlags());
        bindgen.add("-fvisibility=default");
        additions.flags("BINDGEN_EXTRA_CLANG_ARGS" + suffix, words(bindgen, true));

        cxx.ifPresent(folder -> additions.defaultVariable("WASI_SYSROOT", folder.toString()));
        layout.root().ifPresent(root -> {
            additions.defaultVariable("WASI_SDK_PATH", root.toString());
            packages(additions, suffix, sysroot, target);
            cmakeToolchain(root, target)
                    .ifPresent(file -> additions.defaultVariable("CMAKE_TOOLCHAIN_FILE" + suffix, file.toString()));
        });
        additions.input(tools.clang());
        tools.archiver().ifPresent(additions::input);
        layout.root().ifPresent(root -> additions.input(root.resolve("VERSION")));
        return additions.build();
    }

    static Sysroot sysroot(WasiTarget target, SdkLayout layout) {
        Sysroot sysroot = layout.sysroots().get(target);
        if (sysroot == null) {
            throw new IllegalArgumentException("no sysroot for " + target + ": " + layout);
        }
        return sysroot;
    }

    static String underscored(String target) {
        return target.replace('-', '_').replace('.', '_').toLowerCase(Locale.ROOT);
    }

    private static List<String> words(List<String> flags, boolean quoted) {
        return quoted ? flags.stream().map(ShellWord::quote).toList() : flags;
    }

    /** Only packages of the sysroot are found, never those of the host. */
    private static void packages(CargoAdditions.Builder additions, String suffix, Sysroot sysroot, WasiTarget target) {
        Path directory = sysroot.directory();
        additions.defaultVariable("PKG_CONFIG_SYSROOT_DIR" + suffix, directory.toString());
        additions.defaultVariable(
                "PKG_CONFIG_LIBDIR" + suffix,
                directory.resolve("lib").resolve(target.rustTarget()).resolve("pkgconfig")
                        + File.pathSeparator
                        + directory.resolve("share").resolve("pkgconfig"));
    }

    private static Optional<Path> cmakeToolchain(Path root, WasiTarget target) {
        List<String> names = switch (target) {
            case WASIP1 -> List.of("wasi-sdk-p1.cmake", "wasi-sdk.cmake");
            case WASIP1_THREADS -> List.of("wasi-sdk-pthread.cmake");
            case WASIP2 -> List.of("wasi-sdk-p2.cmake");
            case WASIP3 -> List.of("wasi-sdk-p3.cmake");
        };
        return names.stream()
                .map(name -> root.resolve("share").resolve("cmake").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The one beside the archiver, which LLVM makes of the same program. */
    private static Optional<Path> ranlib(SdkTools tools) {
        return tools.archiver()
                .map(archiver -> archiver.resolveSibling(
                        String.valueOf(archiver.getFileName()).replaceFirst("ar(?=$|-|\\.)", "ranlib")))
                .filter(Files::isExecutable);
    }
}
