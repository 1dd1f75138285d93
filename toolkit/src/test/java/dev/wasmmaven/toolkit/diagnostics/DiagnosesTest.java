package dev.wasmmaven.toolkit.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tools' own messages, as rustup 1.29, cargo 1.95 and rustc 1.95 print them unless it says otherwise. */
class DiagnosesTest {

    static Stream<Arguments> messages() {
        return Stream.of(
                // rustup
                arguments("""
                        info: downloading component rust-std
                        error: component download failed for rust-std-wasm32-wasip1: could not download file from 'https://dist.example/dist/rust-std.tar.xz'
                        """, DiagnosticId.RUSTUP_OFFLINE, "https://dist.example/dist/rust-std.tar.xz", "proxy"),
                arguments("""
                        error: component download failed for rust-src: partially downloaded file was kept for resumption, please try again: could not download file from 'https://dist.example/dist/rust-src.tar.xz' to '/h/downloads/ab'
                        """, DiagnosticId.RUSTUP_OFFLINE, "https://dist.example/dist/rust-src.tar.xz", "proxy"),
                arguments(
                        "error: could not download file from 'https://dist.example/dist/channel-rust-1.90.0.toml.sha256'",
                        DiagnosticId.RUSTUP_OFFLINE,
                        "channel-rust-1.90.0.toml.sha256",
                        "proxy"),
                arguments(
                        """
                        error: toolchain 'stable-x86_64-unknown-linux-gnu' has no prebuilt artifacts available for target 'wasm32-wasip3'
                        note: this may happen to a low-tier target
                        """,
                        DiagnosticId.TARGET_UNAVAILABLE,
                        "no prebuilt standard library for wasm32-wasip3",
                        "<toolchain>"),
                arguments(
                        "error: component 'rust-std' for target 'wasm32-wasip3' is unavailable for download for channel 'nightly'",
                        DiagnosticId.TARGET_UNAVAILABLE,
                        "channel 'nightly'",
                        "<toolchain>"),
                arguments(
                        "error: toolchain 'stable-x86_64-unknown-linux-gnu' does not support target 'wasm32-nonsense'",
                        DiagnosticId.TARGET_UNKNOWN,
                        "wasm32-nonsense",
                        "<target>"),
                arguments(
                        "error: could not download nonexistent rust version `1.2.3-x86_64-unknown-linux-gnu`: could not download file from 'https://dist.example/rust-1.2.3.tar.gz.sha256' to '/t/file': http request returned an unsuccessful status code: 404",
                        DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                        "no Rust toolchain '1.2.3-x86_64-unknown-linux-gnu'",
                        "<toolchain>"),
                arguments(
                        "error: no release found for 'nightly-2031-01-01'",
                        DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                        "no Rust toolchain 'nightly-2031-01-01'",
                        "<toolchain>"),
                arguments(
                        "error: invalid value 'foo-bar' for '[TOOLCHAIN]...': invalid toolchain name: 'foo-bar'",
                        DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                        "no Rust toolchain 'foo-bar'",
                        "<toolchain>"),
                arguments(
                        """
                        error: toolchain '1.90.0-x86_64-unknown-linux-gnu' is not installed
                        help: run `rustup toolchain install 1.90.0-x86_64-unknown-linux-gnu` to install it
                        """,
                        DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                        "'1.90.0-x86_64-unknown-linux-gnu' is not installed",
                        "rustup toolchain install 1.90.0-x86_64-unknown-linux-gnu"),
                arguments(
                        "error: override toolchain '1.90.0-x86_64-unknown-linux-gnu' is not installed: the toolchain file at '/c/rust-toolchain' specifies an uninstalled toolchain",
                        DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                        "1.90.0",
                        "rustup toolchain install"),
                arguments(
                        "error: rustup could not choose a version of cargo to run, because one wasn't specified explicitly, and no default is configured.",
                        DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                        "no default toolchain",
                        "rustup default stable"),
                arguments("""
                        error: no such command: `+1.90.0`

                        help: invoke `cargo` through `rustup` to handle `+toolchain` directives
                        """, DiagnosticId.RUSTUP_FAILED, "cargo that is found is not rustup's", "PATH"),
                // target
                arguments("""
                        error: failed to run `rustc` to learn about target-specific information

                        Caused by:
                          process didn't exit successfully: `rustc - --crate-name ___` (exit status: 1)
                          --- stderr
                          error: error loading target specification: could not find specification for target "wasm32-wasip4"
                        """, DiagnosticId.TARGET_UNKNOWN, "wasm32-wasip4", "target-list"),
                arguments(
                        """
                        error[E0463]: can't find crate for `std`
                          |
                          = note: the `wasm32-wasip3` target may not be installed
                          = help: consider building the standard library from source with `cargo build -Zbuild-std`

                        error: could not compile `my-lib` (lib) due to 1 previous error
                        """,
                        DiagnosticId.TARGET_NOT_INSTALLED,
                        "standard library for wasm32-wasip3",
                        "rustup target add wasm32-wasip3"),
                arguments("""
                        error: "/t/lib/rustlib/src/rust/library/Cargo.lock" does not exist, unable to build with the standard library, try:
                                rustup component add rust-src --toolchain nightly
                        """, DiagnosticId.RUST_SRC_NOT_INSTALLED, "sources of the standard library", "rust-src"),
                // manifest, selection, options
                arguments(
                        "error: cannot update the lock file /c/Cargo.lock because --locked was passed to prevent this",
                        DiagnosticId.LOCKFILE_OUTDATED,
                        "/c/Cargo.lock is missing or out of date",
                        "wasm.locked"),
                arguments(
                        "error: the lock file /c/Cargo.lock needs to be updated but --locked was passed to prevent this",
                        DiagnosticId.LOCKFILE_OUTDATED,
                        "/c/Cargo.lock is missing or out of date",
                        "wasm.locked"),
                arguments("""
                        error: no matching package named `itoa` found
                        location searched: example index
                        required by package `off v0.1.0 (/c/off)`
                        As a reminder, you're using offline mode (--offline) which can sometimes cause surprising resolution failures, if this error is too confusing you may wish to retry without `--offline`.
                        """, DiagnosticId.CARGO_OFFLINE, "'itoa'", "cargo fetch"),
                arguments("""
                        error: failed to download `itoa v1.0.15`

                        Caused by:
                          attempting to make an HTTP request, but --offline was specified
                        """, DiagnosticId.CARGO_OFFLINE, "not in cargo's local cache", "cargo fetch"),
                arguments("""
                            Updating example index
                        error: failed to get `itoa` as a dependency of package `off v0.1.0 (/c/off)`

                        Caused by:
                          download of config.json failed

                        Caused by:
                          failed to download from `https://index.example/config.json`

                        Caused by:
                          [7] Could not connect to server (Failed to connect to 127.0.0.1 port 9 after 0 ms: Could not connect to server)
                        """, DiagnosticId.CARGO_NETWORK, "Could not connect to server", "proxy"),
                arguments(
                        "error: could not find `Cargo.toml` in `/c/noman` or any parent directory",
                        DiagnosticId.CRATE_NOT_FOUND,
                        "/c/noman",
                        "<crate>"),
                arguments(
                        """
                        error: rustc 1.95.0 is not supported by the following package:
                          lk@0.1.0 requires rustc 1.99

                        """,
                        DiagnosticId.RUST_TOO_OLD,
                        "lk@0.1.0 needs rustc 1.99, this is rustc 1.95.0",
                        "rustup update"),
                arguments(
                        "error: package ID specification `nope` did not match any packages",
                        DiagnosticId.PACKAGE_NOT_FOUND,
                        "'nope'",
                        "<packages>"),
                arguments("""
                        error: no bin target named `nope` in default-run packages
                        help: available bin targets:
                            my-app
                            two
                        """, DiagnosticId.PACKAGE_NOT_FOUND, "two", "bin"),
                arguments(
                        "error: no library targets found in package `my-app`",
                        DiagnosticId.PACKAGE_NOT_FOUND,
                        "'my-app' has no library",
                        "src/lib.rs"),
                arguments("""
                        error: none of the selected packages contains this feature: nope
                        selected packages: my-app, my-lib
                        """, DiagnosticId.CONFIGURATION_INVALID, "'nope'", "<features>"),
                arguments(
                        "error: the package 'my-app' does not contain this feature: nope",
                        DiagnosticId.CONFIGURATION_INVALID,
                        "'my-app' has no feature nope",
                        "<features>"),
                arguments(
                        "error: profile `nope` is not defined",
                        DiagnosticId.CONFIGURATION_INVALID,
                        "profile 'nope'",
                        "[profile.nope]"),
                arguments(
                        "error: the `-Z` flag is only accepted on the nightly channel of Cargo, but this is the `stable` channel",
                        DiagnosticId.UNSTABLE_NOT_ALLOWED,
                        "channel 'stable'",
                        "nightly"),
                arguments(
                        "error: unexpected argument '--nope' found",
                        DiagnosticId.CONFIGURATION_INVALID,
                        "--nope",
                        "<cargoArguments>"),
                arguments(
                        "error: 'cargo-clippy' is not installed for the toolchain '1.98.0-x86_64-unknown-linux-gnu'.\nTo install, run `rustup component add clippy`",
                        DiagnosticId.CARGO_COMPONENT_MISSING,
                        "cargo-clippy",
                        "rustup component add clippy"),
                arguments(
                        "error: no such command: `clippy`\n\nhelp: view all installed commands with `cargo --list`",
                        DiagnosticId.CARGO_COMPONENT_MISSING,
                        "'clippy'",
                        "rustup component add clippy"),
                arguments("""
                        error: failed to parse manifest at `/c/Cargo.toml`

                        Caused by:
                          no targets specified in the manifest
                          either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present
                        """, DiagnosticId.MANIFEST_INVALID, "/c/Cargo.toml: no targets specified", "manifest"),
                arguments("""
                        error: unexpected character 'x' while parsing major version number
                         --> Cargo.toml:3:9
                          |
                        3 | version="x"
                        """, DiagnosticId.MANIFEST_INVALID, "Cargo.toml:3:9: unexpected character 'x'", "manifest"),
                // building
                arguments("""
                        error: failed to run custom build command for `lk v0.1.0 (/c/lk)`

                        Caused by:
                          process didn't exit successfully: `build-script-build` (exit status: 101)
                          --- stderr
                          failed to find tool "clang": Os { code: 2, kind: NotFound, message: "No such file or directory" }
                        """, DiagnosticId.BUILD_SCRIPT_FAILED, "did not find 'clang'", "wasi-sdk"),
                arguments(
                        """
                        error: failed to run custom build command for `pc v0.1.0 (/c/pc)`
                          --- stderr
                          Package 'triple', required by 'virtual:world', not found

                          The system library `triple` required by crate `pc` was not found.
                          The file `triple.pc` needs to be installed and the PKG_CONFIG_PATH environment variable must contain its parent directory.
                        """,
                        DiagnosticId.BUILD_SCRIPT_FAILED,
                        "the library 'triple' for WebAssembly",
                        "PKG_CONFIG_PATH_wasm32_wasip1"),
                arguments("""
                        error: failed to run custom build command for `pc v0.1.0 (/c/pc)`
                          Could not run `pkg-config --libs --cflags triple`
                          The pkg-config command could not be found.
                        """, DiagnosticId.BUILD_SCRIPT_FAILED, "needs pkg-config", "install pkg-config"),
                arguments("""
                        error: failed to run custom build command for `cm v0.1.0 (/c/cm)`
                          failed to execute command: No such file or directory (os error 2)
                          is `cmake` not installed?
                        """, DiagnosticId.BUILD_SCRIPT_FAILED, "did not start 'cmake'", "install CMake"),
                arguments("""
                        error: failed to run custom build command for `bg v0.1.0 (/c/bg)`
                          Unable to find libclang: "couldn't find any valid shared libraries matching: ['libclang.so']"
                        """, DiagnosticId.BUILD_SCRIPT_FAILED, "found no libclang", "LIBCLANG_PATH"),
                arguments(
                        "error: failed to run custom build command for `lk v0.1.0 (/c/lk)`",
                        DiagnosticId.BUILD_SCRIPT_FAILED,
                        "build script of lk v0.1.0 (/c/lk) failed",
                        "output above"),
                arguments("""
                        error: linker `/nonexistent/clang` not found
                          |
                          = note: No such file or directory (os error 2)

                        error: could not compile `lk` (bin "lk") due to 1 previous error
                        """, DiagnosticId.LINKER_FAILED, "/nonexistent/clang", "config.toml"),
                arguments("""
                        error: linking with `rust-lld` failed: exit status: 1
                          |
                          = note:  "rust-lld" "-flavor" "wasm" "-l" "nolib"
                          = note: rust-lld: error: unable to find library -lnolib
                        """, DiagnosticId.LINKER_FAILED, "unable to find library -lnolib", "WebAssembly"),
                arguments("""
                        error: linking with `wasm-component-ld` failed: exit status: 1
                          = note: rust-lld: error: cannot open crt1-command.o: No such file or directory
                        """, DiagnosticId.C_LIBRARY_MISSING, "cannot open crt1-command.o", "<sdk>34</sdk>"),
                arguments("""
                        error: linking with `rust-lld` failed: exit status: 1
                          = note: rust-lld: error: unable to find library -lc
                        """, DiagnosticId.C_LIBRARY_MISSING, "unable to find library -lc", "<sdk>34</sdk>"),
                arguments("""
                        error: linking with `rust-lld` failed: exit status: 1
                          = note: rust-lld: error: unable to find library -lc++
                        """, DiagnosticId.C_LIBRARY_MISSING, "no C++ library for the target", "<sdk>34</sdk>"),
                arguments("""
                        error: linking with `/sdk/bin/wasm32-wasip2-clang` failed: exit status: 1
                          = note: error: failed to encode component: module does not export a function named `cabi_realloc`
                        """, DiagnosticId.LINKER_FAILED, "cabi_realloc", "--export=cabi_realloc"),
                arguments("""
                        error: linking with `rust-lld` failed: exit status: 1
                          = note: rust-lld: error: unable to find library -lunwind
                        """, DiagnosticId.C_LIBRARY_MISSING, "no libunwind.a", "<panic>unwind</panic>"),
                arguments("""
                        error: the crate `panic_unwind` does not have the panic strategy `unwind`

                        error: could not compile `app` (bin "app") due to 1 previous error
                        """, DiagnosticId.COMPILATION_FAILED, "only aborts", "<panic>unwind</panic>"),
                arguments("""
                        error[E0152]: duplicate lang item in crate `std` (which `test` depends on): `panic_impl`
                        error: could not compile `h` (lib test) due to 1 previous error
                        """, DiagnosticId.COMPILATION_FAILED, "compiled twice", "CARGO_PROFILE_DEV_PANIC=unwind"),
                arguments(
                        """
                        error: no matching package named `cfg-if` found
                        location searched: crates.io index
                        required by package `std v0.0.0 (/rust/library/std)`
                        """, DiagnosticId.CARGO_OFFLINE, "standard library needs the crate 'cfg-if'", "wasm:prefetch"),
                arguments(
                        "error: unknown `-Z` flag specified: lockfile-path",
                        DiagnosticId.CONFIGURATION_INVALID,
                        "-Zlockfile-path",
                        "<cargoArguments>"),
                arguments(
                        "error: component 'rust-src' is unavailable for download for channel 'nightly-2026-01-01'",
                        DiagnosticId.RUST_SRC_NOT_INSTALLED,
                        "nightly-2026-01-01",
                        "<toolchain>"),
                arguments("""
                        error: linking with `wasm-component-ld` failed: exit status: 1
                          = note: rust-lld: error: libc.a: object file uses globals for thread context, but --cooperative-threading was specified
                        """, DiagnosticId.C_LIBRARY_MISSING, "older ABI", "wasi-sdk 34"),
                arguments(
                        """
                        error[E0308]: mismatched types
                        error: could not compile `lk` (bin "lk") due to 1 previous error
                        """,
                        DiagnosticId.COMPILATION_FAILED,
                        "'lk' (bin \"lk\") does not compile: 1 previous error",
                        "errors"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName("each known message has its id, a cause that names the item, and a next step")
    void knows(String output, DiagnosticId id, String cause, String remedy) {
        assertThat(Diagnoses.find(output.lines().toList())).hasValueSatisfying(problem -> {
            assertThat(problem.diagnosticId()).isEqualTo(id);
            assertThat(problem.getMessage()).contains(cause).doesNotContain("$");
            assertThat(problem.nextStep()).contains(remedy).doesNotContain("$");
        });
    }

    @Test
    @DisplayName("ordinary output is no problem")
    void ordinaryOutput() {
        assertThat(Diagnoses.find(List.of(
                        "   Compiling my-app v0.1.0 (/c/app)",
                        "    Finished `dev` profile [unoptimized + debuginfo] target(s) in 0.02s")))
                .isEmpty();
    }

    @Test
    @DisplayName("the rows with a kind of their own are all reachable by a message above")
    void covers() {
        Set<DiagnosticId> tested = new HashSet<>();
        messages().forEach(each -> tested.add((DiagnosticId) each.get()[1]));
        assertThat(Diagnoses.table()).extracting(Diagnosis::id).allMatch(tested::contains);
    }
}
