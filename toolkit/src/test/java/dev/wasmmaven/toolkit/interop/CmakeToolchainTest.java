package dev.wasmmaven.toolkit.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.SdkTools;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.support.cache.FolderCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CMake makes of the file is tried by the integration test {@code c-tools}. */
class CmakeToolchainTest {

    @TempDir
    Path temp;

    private String made(WasiTarget target, Sysroot sysroot, Optional<Path> cxx, Optional<Path> rustLibc)
            throws IOException {
        SdkTools tools = new SdkTools(
                Path.of("/bin/clang"),
                Optional.of(Path.of("/bin/clang++")),
                Optional.of(Path.of("/bin/llvm-ar")),
                Optional.empty(),
                "22.1.8");
        SdkLayout layout = new SdkLayout(Optional.empty(), Optional.empty(), tools, Map.of(target, sysroot));
        Path file = CmakeToolchain.in(new FolderCache(temp), target, layout, cxx, rustLibc);
        assertThat(file.resolveSibling("Platform").resolve("WASI.cmake")).exists();
        return Files.readString(file);
    }

    private static Sysroot sysroot(WasiTarget target, List<String> flags, Optional<Path> libraries) {
        return new Sysroot(
                target, Path.of("/sysroot"), target.rustTarget(), flags, List.of(), Optional.empty(), libraries);
    }

    @Test
    @DisplayName("a sysroot with its own libc is searched and linked with; flags with spaces stay one word")
    void complete() throws IOException {
        Sysroot sysroot = sysroot(
                WasiTarget.WASIP1,
                List.of("--target=wasm32-wasip1", "--sysroot=/sysroot", "-I/a b"),
                Optional.of(Path.of("/sysroot/lib/wasm32-wasip1")));
        assertThat(made(WasiTarget.WASIP1, sysroot, Optional.of(Path.of("/cxx")), Optional.of(Path.of("/rust"))))
                .contains(
                        "set(CMAKE_C_COMPILER [==[/bin/clang]==])",
                        "set(CMAKE_AR [==[/bin/llvm-ar]==])",
                        "set(CMAKE_C_FLAGS_INIT [==[--target=wasm32-wasip1 --sysroot=/sysroot '-I/a b']==])",
                        "set(CMAKE_CXX_FLAGS_INIT [==[--target=wasm32-wasip1 --sysroot=/sysroot '-I/a b' -fno-exceptions]==])",
                        "set(CMAKE_FIND_ROOT_PATH [==[/sysroot]==] ",
                        "set(CMAKE_EXE_LINKER_FLAGS_INIT [==[-L/cxx/lib/wasm32-wasip1]==])")
                .doesNotContain("/rust", "STATIC_LIBRARY");
    }

    @Test
    @DisplayName(
            "headers alone are linked with the libc of the Rust toolchain, as a core module; the host's libraries are not searched")
    void headersOnly() throws IOException {
        Sysroot sysroot = sysroot(
                WasiTarget.WASIP2,
                List.of("--target=wasm32-wasip2", "-nostdlibinc", "-isystem", "/h"),
                Optional.empty());
        assertThat(made(WasiTarget.WASIP2, sysroot, Optional.empty(), Optional.of(Path.of("/rust"))))
                .contains(
                        "set(CMAKE_EXE_LINKER_FLAGS_INIT [==[-B/rust -L/rust -fuse-ld=lld -nostdlib++]==])",
                        "set(CMAKE_FIND_ROOT_PATH \"${CMAKE_CURRENT_LIST_DIR}/no-sysroot\" ");
    }

    @Test
    @DisplayName("without any libc CMake's checks compile, and do not link")
    void nothingToLinkWith() throws IOException {
        Sysroot sysroot = sysroot(WasiTarget.WASIP3, List.of("--target=wasm32-wasip3"), Optional.empty());
        assertThat(made(WasiTarget.WASIP3, sysroot, Optional.empty(), Optional.empty()))
                .contains("set(CMAKE_TRY_COMPILE_TARGET_TYPE [==[STATIC_LIBRARY]==])")
                .doesNotContain("LINKER_FLAGS");
    }

    @Test
    @DisplayName(
            "threads: checks are linked with shared memory, and without the libpthread that Rust's libc has inside")
    void threads() throws IOException {
        Sysroot sysroot = sysroot(
                WasiTarget.WASIP1_THREADS, List.of("--target=wasm32-wasip1-threads", "-pthread"), Optional.empty());
        assertThat(made(WasiTarget.WASIP1_THREADS, sysroot, Optional.empty(), Optional.of(Path.of("/rust"))))
                .contains("-Wl,--shared-memory", "-nodefaultlibs", "set(CMAKE_C_STANDARD_LIBRARIES [==[-lc]==])");
    }
}
