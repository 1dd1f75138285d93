package dev.wasmmaven.toolkit.diagnostics;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The messages of rustup, cargo and the linker that are known, the most telling first: a build that failed says several
 * things, and the first row that matches is the cause.
 */
public final class Diagnoses {

    private static final String C_TOOLCHAIN =
            "configure a wasi-sdk to be downloaded (<sdk>34</sdk>, property wasm.sdk), set WASI_SDK_PATH to one, or install clang, lld,"
                    + " llvm and wasi-libc of your system; `mvn wasm:doctor` shows what is found";

    private static final List<Diagnosis> TABLE = List.of(
            // rustup
            row(
                    DiagnosticId.RUSTUP_OFFLINE,
                    "error: (?:component download failed for \\S+: (?:partially downloaded file [^:\n]*: )?)?could not download file from '([^']+)'",
                    "rustup could not download $1",
                    "check the network and the proxy (settings.xml, HTTPS_PROXY), or install what is missing where there is"
                            + " a network and build with -o"),
            row(
                    DiagnosticId.TARGET_UNAVAILABLE,
                    "error: toolchain '([^']+)' has no prebuilt artifacts available for target '([^']+)'",
                    "the toolchain '$1' has no prebuilt standard library for $2",
                    "choose another target (<target>wasm32-wasip1</target>) or a toolchain that has one"
                            + " (<toolchain>…</toolchain>)"),
            row(
                    DiagnosticId.TARGET_UNAVAILABLE,
                    "error: component 'rust-std' for target '([^']+)' is unavailable for download for channel '([^']+)'",
                    "the channel '$2' has no prebuilt standard library for $1 today",
                    "choose a toolchain of another date or a stable one (<toolchain>stable</toolchain>)"),
            row(
                    DiagnosticId.RUST_SRC_NOT_INSTALLED,
                    "error: component 'rust-src'[^\n]* is unavailable for download for channel '([^']+)'",
                    "the channel '$1' has no sources of the standard library today",
                    "choose a toolchain of another date (<toolchain>nightly-2026-05-20</toolchain>)"),
            row(
                    DiagnosticId.TARGET_UNKNOWN,
                    "error: toolchain '([^']+)' does not support target '([^']+)'",
                    "the toolchain '$1' does not know the target $2",
                    "correct <target> (property wasm.target); `rustc --print target-list` shows all of them"),
            row(
                    DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                    "error: (?:could not download nonexistent rust version `|no release found for '|invalid value [^\n]*invalid"
                            + " toolchain name: ')([^`'\n]+)",
                    "there is no Rust toolchain '$1'",
                    "correct <toolchain> (property wasm.toolchain): a version such as 1.95.0, a channel, or a channel with a date"),
            row(
                    DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                    "error: (?:override )?toolchain '([^']+)' is not installed",
                    "the Rust toolchain '$1' is not installed",
                    "run `rustup toolchain install $1`"),
            row(
                    DiagnosticId.TOOLCHAIN_NOT_INSTALLED,
                    "rustup could not choose a version of (\\S+) to run|error: no active toolchain",
                    "rustup has no default toolchain, and nothing chooses one for this crate",
                    "run `rustup default stable`, or configure <toolchain> (property wasm.toolchain)"),
            row(
                    DiagnosticId.RUSTUP_FAILED,
                    "error: no such command: `\\+([^`]+)`",
                    "the toolchain '$1' is configured, but the cargo that is found is not rustup's",
                    "put rustup's cargo (usually in ~/.cargo/bin) first in PATH, or remove <toolchain>"),

            // target
            row(
                    DiagnosticId.TARGET_UNKNOWN,
                    "could not find specification for target \"([^\"]+)\"",
                    "rustc does not know the target $1",
                    "correct <target> (property wasm.target); `rustc --print target-list` shows all of them"),
            row(
                    DiagnosticId.TARGET_NOT_INSTALLED,
                    "error\\[E0463\\]: can't find crate for `(?:std|core)`(?s:.{0,400}?)the `([^`]+)` target may not be"
                            + " installed",
                    "the standard library for $1 is not installed",
                    "run `rustup target add $1`"),
            row(
                    DiagnosticId.RUST_SRC_NOT_INSTALLED,
                    "error: \"([^\"]+)/library/Cargo\\.lock\" does not exist, unable to build with the standard library",
                    "the sources of the standard library, which -Zbuild-std needs, are not installed",
                    "run `rustup component add rust-src`"),

            // manifest, selection and options
            row(
                    DiagnosticId.LOCKFILE_OUTDATED,
                    "cannot (?:update|create) the lock file (\\S.*?) because --locked was passed|the lock file (\\S.*?)"
                            + " needs to be updated but --locked was passed",
                    "$1$2 is missing or out of date, and --locked forbids to change it",
                    "run `cargo update --workspace` (or `cargo generate-lockfile`) and commit Cargo.lock, or set"
                            + " -Dwasm.locked=false"),
            row(
                    DiagnosticId.CARGO_OFFLINE,
                    "error: no matching package named `([^`]+)` found(?s:.*?)required by package `(?:std|core|alloc|test|sysroot|"
                            + "proc_macro|panic_unwind|unwind) v",
                    "the standard library needs the crate '$1', which is not in cargo's local cache",
                    "build once with a network (without -o), or run `mvn wasm:prefetch`"),
            row(
                    DiagnosticId.CARGO_OFFLINE,
                    "error: no matching package named `([^`]+)` found(?s:.*?)you're using offline mode",
                    "the crate '$1' is needed and is not in cargo's local cache",
                    "build once with a network (without -o), or run `cargo fetch`"),
            row(
                    DiagnosticId.CARGO_OFFLINE,
                    "attempting to make an HTTP request, but --offline was specified"
                            + "|you're using offline mode|can't checkout from '[^']*': you are in the offline mode",
                    "a crate is needed that is not in cargo's local cache",
                    "build once with a network (without -o), or run `cargo fetch`"),
            row(
                    DiagnosticId.CARGO_NETWORK,
                    "(?:failed to download from `|download of )([^`\n]+?)(?:`| failed)(?s:.*?)\\[\\d+\\] ([^\n]+)",
                    "cargo could not download $1: $2",
                    "check the network and the proxy (settings.xml, HTTPS_PROXY), or build with -o from a filled cache"),
            row(
                    DiagnosticId.CARGO_NETWORK,
                    "(spurious network error|Could not resolve host[^\n]*|Couldn't connect to server[^\n]*"
                            + "|network failure seems to have happened)",
                    "cargo could not download: $1",
                    "check the network and the proxy (settings.xml, HTTPS_PROXY), or build with -o from a filled cache"),
            row(
                    DiagnosticId.CRATE_NOT_FOUND,
                    "error: could not find `Cargo\\.toml` in `([^`]+)`",
                    "there is no Cargo.toml in $1",
                    "correct <crate> (property wasm.crate)"),
            row(
                    DiagnosticId.RUST_TOO_OLD,
                    "error: (rustc \\S+) is not supported by the following packages?:\n\\s*(\\S+) requires (rustc \\S+)",
                    "$2 needs $3, this is $1",
                    "run `rustup update`, configure a newer <toolchain>, or use an older version of the crate"),
            row(
                    DiagnosticId.PACKAGE_NOT_FOUND,
                    "error: package ID specification `([^`]+)` did not match any packages",
                    "there is no package '$1' in the workspace",
                    "correct <packages> (property wasm.packages)"),
            row(
                    DiagnosticId.PACKAGE_NOT_FOUND,
                    "error: package\\(s\\) `([^`]+)` not found in workspace",
                    "there is no package '$1' in the workspace",
                    "correct <packages> (property wasm.packages)"),
            row(
                    DiagnosticId.PACKAGE_NOT_FOUND,
                    "error: no (\\w+) target (?:named|matches pattern) `([^`]+)`([^\n]*(?:\nhelp: [^\n]*(?:\n {2,}[^\n]*)*)?)",
                    "there is no $1 named '$2'$3",
                    "correct the name of the $1 in the configuration"),
            row(
                    DiagnosticId.PACKAGE_NOT_FOUND,
                    "error: no library targets found in packages? `([^`]+)`",
                    "the package '$1' has no library",
                    "remove the library from the selection, or add src/lib.rs"),
            row(
                    DiagnosticId.CONFIGURATION_INVALID,
                    "error: none of the selected packages contains (?:this feature|these features|one of these features): "
                            + "([^\n]+)",
                    "no selected package has the feature '$1'",
                    "correct <features> (property wasm.features)"),
            row(
                    DiagnosticId.CONFIGURATION_INVALID,
                    "error: (?:the )?package '?`?([^`'\n]+?)`?'? does not (?:contain|have) (?:this feature|the feature|"
                            + "these features)[: ]+([^\n]+)",
                    "the package '$1' has no feature $2",
                    "correct <features> (property wasm.features)"),
            row(
                    DiagnosticId.CONFIGURATION_INVALID,
                    "error: profile `([^`]+)` is not defined",
                    "there is no cargo profile '$1'",
                    "use dev or release, or define [profile.$1] in Cargo.toml"),
            row(
                    DiagnosticId.CONFIGURATION_INVALID,
                    "error: unknown `-Z` flag specified: (\\S+)",
                    "this cargo does not know the option -Z$1",
                    "remove it from <cargoArguments>, or configure another <toolchain>"),
            row(
                    DiagnosticId.UNSTABLE_NOT_ALLOWED,
                    "error: the `-Z` flag is only accepted on the nightly channel of Cargo, but this is the `(\\w+)` channel",
                    "an option -Z… is given to cargo, and the toolchain is of the channel '$1'",
                    "remove it from <cargoArguments>, or configure <toolchain>nightly</toolchain>"),
            row(
                    DiagnosticId.CONFIGURATION_INVALID,
                    "error: unexpected argument '([^']+)' found",
                    "cargo does not know the argument $1",
                    "correct <cargoArguments> (property wasm.cargoArguments)"),
            row(
                    DiagnosticId.CARGO_COMPONENT_MISSING,
                    "error: '?(cargo-\\w+)(?:\\.exe)?'? is not installed for the (?:custom )?toolchain '([^']+)'",
                    "$1 is not installed for the toolchain '$2'",
                    "run `rustup component add clippy`"),
            row(
                    DiagnosticId.CARGO_COMPONENT_MISSING,
                    "error: no such command: `([^`]+)`",
                    "cargo has no command '$1'",
                    "run `rustup component add $1`, or install it with cargo"),
            row(
                    DiagnosticId.MANIFEST_INVALID,
                    "error: failed to parse manifest at `([^`]+)`\\s+Caused by:\\s+([^\n]+)",
                    "cargo does not accept $1: $2",
                    "correct the manifest; `cargo metadata` in the crate's directory shows the same message"),
            row(
                    DiagnosticId.MANIFEST_INVALID,
                    "error: failed to (?:load|read) (?:manifest for dependency|manifest for workspace member|)`?"
                            + "([^`\n]+)`?(?s:.*?)Caused by:\\s+(failed to read[^\n]+|[^\n]+)",
                    "a manifest cannot be loaded: $1: $2",
                    "correct the path in the manifest that refers to it"),
            row(
                    DiagnosticId.MANIFEST_INVALID,
                    "error: ([^\n]+)\n\\s+--> ([^\n]*Cargo\\.toml:\\d+:\\d+)",
                    "cargo does not accept $2: $1",
                    "correct the manifest; `cargo metadata` in the crate's directory shows the same message"),
            row(
                    DiagnosticId.MANIFEST_INVALID,
                    "error: (failed to get `[^`]+` as a dependency of package `[^`]+`)(?s:.*?)Caused by:\\s+(failed to read"
                            + " `[^`]+`)",
                    "$1: $2",
                    "correct the path of the dependency in Cargo.toml"),
            row(
                    DiagnosticId.MANIFEST_INVALID,
                    "error: (current package believes it's in a workspace when it's not:[^\n]*)",
                    "$1",
                    "add the crate to [workspace] members, or an empty [workspace] to its own Cargo.toml"),
            row(
                    DiagnosticId.MANIFEST_INVALID,
                    "error: (failed to select a version for[^\n]+)",
                    "cargo cannot resolve the dependencies: $1",
                    "read cargo's explanation above and correct the versions in Cargo.toml"),

            // building
            row(
                    DiagnosticId.BUILD_SCRIPT_FAILED,
                    "failed to run custom build command for `([^`]+)`(?s:.*?)failed to find tool \"([^\"]+)\"",
                    "the build script of $1 did not find '$2'",
                    C_TOOLCHAIN),
            row(
                    DiagnosticId.BUILD_SCRIPT_FAILED,
                    "failed to run custom build command for `([^`]+)`(?s:.*?)fatal error: '([^'\n]+)' file not found",
                    "the build script of $1 compiles C that includes '$2', which is not there",
                    C_TOOLCHAIN),
            row(
                    DiagnosticId.BUILD_SCRIPT_FAILED,
                    "failed to run custom build command for `([^`]+)`(?s:.*?)(unable to create target: 'No available targets are compatible"
                            + "|unable to create target: '[^']*wasm[^']*')",
                    "the build script of $1 compiles C with a clang that has no WebAssembly back end, as Apple's",
                    C_TOOLCHAIN),
            row(
                    DiagnosticId.BUILD_SCRIPT_FAILED,
                    "failed to run custom build command for `([^`]+)`(?s:.*?)The system library `([^`]+)` required by crate `[^`]+` was not"
                            + " found",
                    "the build script of $1 did not find the library '$2' for WebAssembly; this machine's own is of no use",
                    "switch on the crate's feature that brings the library's sources (often called bundled, static or vendored), or"
                            + " build the library for the target and name the folder of its .pc file in <environment>, for example"
                            + " PKG_CONFIG_PATH_wasm32_wasip1"),
            row(
                    DiagnosticId.BUILD_SCRIPT_FAILED,
                    "failed to run custom build command for `([^`]+)`(?s:.*?)The pkg-config command could not be found",
                    "the build script of $1 needs pkg-config, which is not installed",
                    "install pkg-config or pkgconf with your system's package manager, or switch on the crate's feature that brings the"
                            + " library's sources"),
            row(
                    DiagnosticId.BUILD_SCRIPT_FAILED,
                    "failed to run custom build command for `([^`]+)`(?s:.*?)is `([^`\n]*cmake[^`\n]*)` not installed\\?",
                    "the build script of $1 did not start '$2'",
                    "install CMake with your system's package manager, or name it in the variable CMAKE"),
            row(
                    DiagnosticId.BUILD_SCRIPT_FAILED,
                    "failed to run custom build command for `([^`]+)`(?s:.*?)Unable to find libclang",
                    "the build script of $1 binds C with bindgen, which found no libclang",
                    "install it (on Debian and Ubuntu: libclang-dev, or libclang-22-dev beside clang-22), or name its folder in the"
                            + " variable LIBCLANG_PATH"),
            row(
                    DiagnosticId.BUILD_SCRIPT_FAILED,
                    "failed to run custom build command for `([^`]+)`",
                    "the build script of $1 failed",
                    "read its output above; it runs on this machine, not in WebAssembly"),
            row(
                    DiagnosticId.LINKER_FAILED,
                    "error: linker `([^`]+)` not found",
                    "the linker $1 does not exist",
                    "correct `linker` in .cargo/config.toml, or RUSTFLAGS"),
            row(
                    DiagnosticId.LINKER_FAILED,
                    "error: linking with `([^`]+)` failed(?s:.*?)creating shared libraries, with -shared",
                    "a cdylib cannot be linked with -crt-static: rustc makes a shared library of it",
                    "set <interop>crt-static</interop> (property wasm.interop) for this crate; C in it works that way too"),
            row(
                    DiagnosticId.C_LIBRARY_MISSING,
                    "error: linking with `([^`]+)` failed(?s:.*?)(?:rust-lld|wasm-ld): error: (cannot open crt1[-\\w]*\\.o|"
                            + "unable to find library -lc(?![\\w+]))",
                    "the linker has no C library and no start code for the target: $2",
                    "remove what hides Rust's own (-Clink-self-contained=no, a linker in .cargo/config.toml), or give a"
                            + " wasi-sdk: <sdk>34</sdk>"),
            row(
                    DiagnosticId.C_LIBRARY_MISSING,
                    "error: linking with `([^`]+)` failed(?s:.*?)(?:rust-lld|wasm-ld): error: unable to find library (-lc\\+\\+)",
                    "a crate has C++ in it, and the C toolchain has no C++ library for the target: $2",
                    "give a wasi-sdk, which has one for each target: <sdk>34</sdk> (property wasm.sdk); Debian's packages have one for"
                            + " wasm32-wasip1 only (libc++-22-dev-wasm32)"),
            row(
                    DiagnosticId.C_LIBRARY_MISSING,
                    "error: linking with `([^`]+)` failed(?s:.*?)(?:rust-lld|wasm-ld): error: unable to find library (-lunwind)",
                    "panics are to unwind, and the C library of this toolchain or linker brings no libunwind.a: $2",
                    "leave -Zbuild-std and the linker to <panic>unwind</panic> (property wasm.panic), which lends the one of another"
                            + " Rust; or give the folder of one in RUSTFLAGS (-Lnative=)"),
            row(
                    DiagnosticId.LINKER_FAILED,
                    "module does not export a function named `?cabi_realloc`?",
                    "the component's allocator, cabi_realloc, is not exported, because not rustc but clang links",
                    "add -Clink-arg=-Wl,--export=cabi_realloc to rustflags in .cargo/config.toml, or leave the linker to"
                            + " <interop>-crt-static</interop>"),
            row(
                    DiagnosticId.LINKER_FAILED,
                    "error: linking with `([^`]+)` failed(?s:.*?)((?:rust-lld|wasm-ld): error: unable to find library -l\\S+)",
                    "$2",
                    "this library does not exist for WebAssembly: switch off the feature that needs it, or give its"
                            + " directory in RUSTFLAGS (-L)"),
            row(
                    DiagnosticId.C_LIBRARY_MISSING,
                    "(object file uses globals for thread context, but --cooperative-threading was specified)",
                    "the C library is of an older ABI than the target needs: $1",
                    "use a C library of the same generation as the toolchain (wasi-sdk 34 or later for wasm32-wasip3)"),
            row(
                    DiagnosticId.LINKER_FAILED,
                    "error: linking with `([^`]+)` failed(?s:.*?)((?:rust-lld|wasm-ld): error: [^\n]+)",
                    "linking with $1 failed: $2",
                    "read the linker's message above"),
            row(
                    DiagnosticId.LINKER_FAILED,
                    "error: linking with `([^`]+)` failed",
                    "linking with $1 failed",
                    "read the linker's message above"),
            row(
                    DiagnosticId.COMPILATION_FAILED,
                    "error: the crate `panic_unwind` does not have the panic strategy `unwind`",
                    "panics are to unwind, and the standard library that is shipped for the target only aborts",
                    "have it compiled: <panic>unwind</panic> (property wasm.panic) with a nightly, and without"
                            + " <buildStd>never</buildStd>; or remove -Cpanic=unwind from the flags"),
            row(
                    DiagnosticId.COMPILATION_FAILED,
                    "duplicate lang item in crate `?std`?[^\n]*panic_impl|the `#\\[alloc_error_handler\\]` in std conflicts",
                    "the standard library was compiled twice, once with and once without unwinding, and both are in one test",
                    "remove panic = \"abort\" from the profile of the tests, or set CARGO_PROFILE_DEV_PANIC=unwind in"
                            + " <environment>"),
            row(
                    DiagnosticId.COMPILATION_FAILED,
                    "error: could not compile `([^`]+)` ([^\n]*?)due to (\\d+ previous errors?[^\n]*)",
                    "'$1' $2 does not compile: $3",
                    "correct the errors shown above"),
            row(
                    DiagnosticId.COMPILATION_FAILED,
                    "error: could not compile `([^`]+)`([^\n]*)",
                    "'$1' $2 does not compile",
                    "correct the errors shown above"));

    private Diagnoses() {}

    private static Diagnosis row(DiagnosticId id, String regex, String cause, String remedy) {
        return new Diagnosis(id, Pattern.compile(regex), cause, remedy);
    }

    /** The first row whose message is in the output of a tool, as the problem it stands for. */
    public static Optional<ToolkitException> find(List<String> outputLines) {
        String output = String.join("\n", outputLines);
        return TABLE.stream().flatMap(each -> each.match(output).stream()).findFirst();
    }

    /** The whole table, in order. */
    public static List<Diagnosis> table() {
        return TABLE;
    }
}
