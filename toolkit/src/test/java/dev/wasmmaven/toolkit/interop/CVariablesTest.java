package dev.wasmmaven.toolkit.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.SdkTools;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CVariablesTest {

    @TempDir
    Path temp;

    private static Path program(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    /** A wasi-sdk, or what system packages give, for one target. */
    private static SdkLayout layout(WasiTarget target, Path root, boolean composed) throws IOException {
        Path bin = root.resolve("bin");
        program(bin.resolve("llvm-ranlib"));
        SdkTools tools = new SdkTools(
                program(bin.resolve("clang")),
                Optional.of(program(bin.resolve("clang++"))),
                Optional.of(program(bin.resolve("llvm-ar"))),
                Optional.of(program(bin.resolve("wasm-ld"))),
                "22.1.8");
        Path directory = root.resolve("share/wasi-sysroot");
        Path libraries = Files.createDirectories(directory.resolve("lib").resolve(target.rustTarget()));
        Sysroot sysroot = new Sysroot(
                target,
                directory,
                target.rustTarget(),
                List.of("--target=" + target, "--sysroot=" + directory),
                composed ? List.of("-isystem", "/c++") : List.of(),
                Optional.empty(),
                composed ? Optional.empty() : Optional.of(libraries));
        return new SdkLayout(
                composed ? Optional.empty() : Optional.of(root), Optional.empty(), tools, Map.of(target, sysroot));
    }

    private Path cmake() {
        return temp.resolve("toolchain.cmake");
    }

    private HostSystem system(Map<String, String> variables) {
        return new HostSystem(variables, temp, false);
    }

    @Test
    @DisplayName(
            "compilers, archiver and flags are given for the target only, so that C for the host is compiled as ever")
    void perTarget() throws IOException {
        Path root = temp.resolve("sdk");
        SdkLayout layout = layout(WasiTarget.WASIP1_THREADS, root, false);
        CargoAdditions additions = CVariables.of(
                WasiTarget.WASIP1_THREADS, layout, Optional.of(temp.resolve("cxx")), cmake(), system(Map.of()));
        Path sysroot = root.resolve("share/wasi-sysroot");
        assertThat(additions.defaults())
                .containsOnly(
                        Map.entry(
                                "CC_wasm32_wasip1_threads",
                                root.resolve("bin/clang").toString()),
                        Map.entry(
                                "CXX_wasm32_wasip1_threads",
                                root.resolve("bin/clang++").toString()),
                        Map.entry(
                                "AR_wasm32_wasip1_threads",
                                root.resolve("bin/llvm-ar").toString()),
                        Map.entry(
                                "RANLIB_wasm32_wasip1_threads",
                                root.resolve("bin/llvm-ranlib").toString()),
                        Map.entry("CXXSTDLIB_wasm32_wasip1_threads", "c++"),
                        Map.entry("WASI_SDK_PATH", root.toString()),
                        Map.entry("WASI_SYSROOT", temp.resolve("cxx").toString()),
                        Map.entry("PKG_CONFIG_SYSROOT_DIR_wasm32_wasip1_threads", sysroot.toString()),
                        Map.entry(
                                "PKG_CONFIG_LIBDIR_wasm32_wasip1_threads",
                                sysroot.resolve("lib/wasm32-wasip1-threads/pkgconfig")
                                        + File.pathSeparator
                                        + sysroot.resolve("share/pkgconfig")),
                        Map.entry("CMAKE_TOOLCHAIN_FILE_wasm32_wasip1_threads", cmake().toString()));
        assertThat(additions.flags())
                .containsEntry(
                        "CFLAGS_wasm32_wasip1_threads",
                        List.of("--target=wasm32-wasip1-threads", "--sysroot=" + sysroot))
                .containsEntry(
                        "BINDGEN_EXTRA_CLANG_ARGS_wasm32_wasip1_threads",
                        List.of("--target=wasm32-wasip1-threads", "--sysroot=" + sysroot, "-fvisibility=default"));
        assertThat(additions.inputs()).contains(root.resolve("bin/clang"), root.resolve("VERSION"));
        assertThat(additions.variables()).isEmpty();
    }

    @Test
    @DisplayName("system packages have no SDK's directory, and their C++ headers come before those of C")
    void composed() throws IOException {
        CargoAdditions additions = CVariables.of(
                WasiTarget.WASIP1,
                layout(WasiTarget.WASIP1, temp.resolve("usr"), true),
                Optional.empty(),
                cmake(),
                system(Map.of()));
        assertThat(additions.defaults())
                .doesNotContainKeys("WASI_SDK_PATH", "WASI_SYSROOT", "PKG_CONFIG_SYSROOT_DIR_wasm32_wasip1")
                .containsEntry("PKG_CONFIG_ALLOW_CROSS_wasm32_wasip1", "1")
                .containsEntry(
                        "PKG_CONFIG_LIBDIR_wasm32_wasip1",
                        temp.resolve("usr/share/wasi-sysroot/lib/wasm32-wasip1/pkgconfig")
                                .toString());
        assertThat(additions.flags().get("CXXFLAGS_wasm32_wasip1"))
                .startsWith("-isystem", "/c++", "--target=wasm32-wasip1");
    }

    @Test
    @DisplayName("packages in folders that the user names are found at the paths that they name themselves")
    void ownPackages() throws IOException {
        CargoAdditions additions = CVariables.of(
                WasiTarget.WASIP2,
                layout(WasiTarget.WASIP2, temp.resolve("sdk"), false),
                Optional.empty(),
                cmake(),
                system(Map.of("PKG_CONFIG_PATH_wasm32_wasip2", "/mine/lib/pkgconfig")));
        assertThat(additions.defaults())
                .containsEntry("PKG_CONFIG_ALLOW_CROSS_wasm32_wasip2", "1")
                .containsKey("PKG_CONFIG_LIBDIR_wasm32_wasip2")
                .doesNotContainKey("PKG_CONFIG_SYSROOT_DIR_wasm32_wasip2");
    }

    @Test
    @DisplayName(
            "C++ is compiled without exceptions, which the C++ library lacks, unless the user's flags speak of them")
    void exceptions() throws IOException {
        SdkLayout layout = layout(WasiTarget.WASIP1, temp.resolve("sdk"), false);
        CargoAdditions usual = CVariables.of(WasiTarget.WASIP1, layout, Optional.empty(), cmake(), system(Map.of()));
        assertThat(usual.flags().get("CXXFLAGS_wasm32_wasip1")).endsWith("-fno-exceptions");
        assertThat(usual.flags().get("CFLAGS_wasm32_wasip1")).doesNotContain("-fno-exceptions");
        CargoAdditions own = CVariables.of(
                WasiTarget.WASIP1,
                layout,
                Optional.empty(),
                cmake(),
                system(Map.of("CXXFLAGS_wasm32_wasip1", "-fwasm-exceptions")));
        assertThat(own.flags().get("CXXFLAGS_wasm32_wasip1")).doesNotContain("-fno-exceptions");
    }

    @Test
    @DisplayName("a directory with a space is quoted, and cc is told to take quotes as a shell does")
    void spaces() throws IOException {
        Path root = temp.resolve("my sdk's");
        CargoAdditions additions = CVariables.of(
                WasiTarget.WASIP1, layout(WasiTarget.WASIP1, root, false), Optional.empty(), cmake(), system(Map.of()));
        assertThat(additions.defaults()).containsEntry("CC_SHELL_ESCAPED_FLAGS", "1");
        assertThat(additions.flags().get("CFLAGS_wasm32_wasip1"))
                .contains("'--sysroot=" + temp + "/my sdk'\\''s/share/wasi-sysroot'");
    }

    @Test
    @DisplayName("a compiler that the user has chosen is noticed in each form that cc reads")
    void own() {
        for (String name : List.of("CC_wasm32-wasip1", "CC_wasm32_wasip1", "TARGET_CC")) {
            assertThat(CVariables.areSet(WasiTarget.WASIP1, system(Map.of(name, "clang"))))
                    .as(name)
                    .isTrue();
        }
        assertThat(CVariables.areSet(WasiTarget.WASIP1, system(Map.of("CC", "gcc", "CC_wasm32_wasip2", "clang"))))
                .isFalse();
    }

    @Test
    @DisplayName(
            "a wasi-sdk links with its driver for the target, components with its own libc and an exported allocator")
    void linking() throws IOException {
        Path root = temp.resolve("sdk");
        program(root.resolve("bin/wasm32-wasip2-clang"));
        assertThat(SdkLinker.rustflags(WasiTarget.WASIP2, layout(WasiTarget.WASIP2, root, false), system(Map.of())))
                .containsExactly(
                        "-Ctarget-feature=-crt-static",
                        "-Clinker=" + root.resolve("bin/wasm32-wasip2-clang"),
                        "-Clink-self-contained=no",
                        "-Clink-arg=-Wl,--export=cabi_realloc");
        assertThat(SdkLinker.rustflags(
                        WasiTarget.WASIP1_THREADS, layout(WasiTarget.WASIP1_THREADS, root, false), system(Map.of())))
                .containsExactly(
                        "-Ctarget-feature=-crt-static",
                        "-Clinker=" + root.resolve("bin/clang"),
                        "-Clink-arg=--target=wasm32-wasip1-threads",
                        "-Clink-arg=--sysroot=" + root.resolve("share/wasi-sysroot"),
                        "-Clink-arg=-pthread");
    }

    @Test
    @DisplayName("system packages link components with the libc of the Rust toolchain")
    void composedLinking() throws IOException {
        Path root = temp.resolve("usr");
        assertThat(SdkLinker.rustflags(WasiTarget.WASIP2, layout(WasiTarget.WASIP2, root, true), system(Map.of())))
                .containsExactly(
                        "-Ctarget-feature=-crt-static",
                        "-Clinker=" + root.resolve("bin/clang"),
                        "-Clink-arg=--target=wasm32-wasip2",
                        "-Clink-arg=-Wl,--export=cabi_realloc");
    }

    @Test
    @DisplayName("no folder of a sysroot is ever given to rustc as a place to search")
    void noSearchPath() throws IOException {
        for (WasiTarget target : WasiTarget.values()) {
            for (boolean composed : List.of(true, false)) {
                assertThat(SdkLinker.rustflags(target, layout(target, temp.resolve("x"), composed), system(Map.of())))
                        .noneMatch(flag -> flag.startsWith("-L") || flag.contains("-Clink-arg=-L"));
            }
        }
    }

    @Test
    @DisplayName("the sysroot for linking C++ has its libraries only: no second libc, no stub archive")
    void cxxSysroot() throws IOException {
        Path root = temp.resolve("sdk");
        SdkLayout layout = layout(WasiTarget.WASIP1, root, false);
        Path lib = root.resolve("share/wasi-sysroot/lib/wasm32-wasip1");
        assertThat(CxxSysroot.in(new FolderCache(temp.resolve("cache")), WasiTarget.WASIP1, layout))
                .isEmpty();

        Files.createDirectories(lib.resolve("noeh"));
        for (String name : List.of("libc.a", "libutil.a", "libc++.a", "noeh/libc++.a", "libc++abi.a")) {
            Files.writeString(lib.resolve(name), name);
        }
        Path made = CxxSysroot.in(new FolderCache(temp.resolve("cache")), WasiTarget.WASIP1, layout)
                .orElseThrow();
        assertThat(made.resolve("lib/wasm32-wasip1")).isDirectoryContaining("glob:**/libc++.a");
        assertThat(made.resolve("lib/wasm32-wasip1").toFile().list())
                .containsExactlyInAnyOrder("libc++.a", "libc++abi.a");
        assertThat(made.resolve("lib/wasm32-wasip1/libc++.a")).hasContent("noeh/libc++.a");
        assertThat(CxxSysroot.in(new FolderCache(temp.resolve("cache")), WasiTarget.WASIP1, layout))
                .hasValue(made);
        assertThat(temp.resolve("cache").toFile().list()).hasSize(1);
    }
}
