package dev.wasmmaven.support.diagnostic;

/**
 * Every problem a user can meet, with its stable id. An id is never used again for something else; ranges: 00xx
 * toolchain, 01xx crate and cargo, 02xx runtime, 03xx tests, 04xx wasi-sdk, 05xx configuration and files.
 */
public enum DiagnosticId {
    // Toolchain
    /** Cargo or rustc was not found. */
    CARGO_NOT_FOUND("WASM-0001", "cargo or rustc was not found"),
    /** The requested Rust toolchain is not installed. */
    TOOLCHAIN_NOT_INSTALLED("WASM-0002", "the requested Rust toolchain is not installed"),
    /** The standard library for the target is not installed. */
    TARGET_NOT_INSTALLED("WASM-0003", "the standard library for the target is not installed"),
    /** The target is unknown. */
    TARGET_UNKNOWN("WASM-0004", "the target is unknown"),
    /** The toolchain has no prebuilt standard library for the target. */
    TARGET_UNAVAILABLE("WASM-0005", "the toolchain has no prebuilt standard library for the target"),
    /** Rustup could not do what was asked. */
    RUSTUP_FAILED("WASM-0006", "rustup could not do what was asked"),
    /** Rustup could not download. */
    RUSTUP_OFFLINE("WASM-0007", "rustup could not download"),
    /** Rustc or cargo gave an answer that was not understood. */
    TOOLCHAIN_PROBE_FAILED("WASM-0008", "rustc or cargo gave an answer that was not understood"),
    /** A child process cannot be started. */
    PROCESS_NOT_STARTED("WASM-0009", "a child process cannot be started"),
    /** The sources of the standard library are not installed. */
    RUST_SRC_NOT_INSTALLED("WASM-0010", "the sources of the standard library are not installed"),
    /** This toolchain cannot build the standard library for the target. */
    STD_BROKEN("WASM-0011", "this toolchain cannot build the standard library for the target"),
    /** An unstable option is needed, and the toolchain takes none. */
    UNSTABLE_NOT_ALLOWED("WASM-0012", "an unstable option is needed, and the toolchain takes none"),
    /** There is no C library that fits the target and the toolchain. */
    C_LIBRARY_MISSING("WASM-0013", "there is no C library that fits the target and the toolchain"),

    // Crate and cargo
    /** No Cargo.toml at the crate path. */
    CRATE_NOT_FOUND("WASM-0100", "no Cargo.toml at the crate path"),
    /** Cargo does not accept the manifest. */
    MANIFEST_INVALID("WASM-0101", "cargo does not accept the manifest"),
    /** A configured package, bin or example does not exist. */
    PACKAGE_NOT_FOUND("WASM-0102", "a configured package, bin or example does not exist"),
    /** The crate does not compile. */
    COMPILATION_FAILED("WASM-0103", "the crate does not compile"),
    /** Cargo failed. */
    CARGO_FAILED("WASM-0104", "cargo failed"),
    /** A crate is needed that is not in the local cache. */
    CARGO_OFFLINE("WASM-0105", "a crate is needed that is not in the local cache"),
    /** Cargo.lock is missing or out of date and --locked was asked for. */
    LOCKFILE_OUTDATED("WASM-0106", "Cargo.lock is missing or out of date and --locked was asked for"),
    /** The build made no .wasm. */
    NO_ARTIFACT("WASM-0107", "the build made no .wasm"),
    /** A cargo subcommand such as clippy is not installed. */
    CARGO_COMPONENT_MISSING("WASM-0108", "a cargo subcommand such as clippy is not installed"),
    /** Linking failed. */
    LINKER_FAILED("WASM-0109", "linking failed"),
    /** A child process did not end in time. */
    CARGO_TIMEOUT("WASM-0110", "a child process did not end in time"),
    /** A crate needs a newer Rust toolchain. */
    RUST_TOO_OLD("WASM-0111", "a crate needs a newer Rust toolchain"),
    /** A build script failed. */
    BUILD_SCRIPT_FAILED("WASM-0112", "a build script failed"),
    /** Cargo could not download. */
    CARGO_NETWORK("WASM-0113", "cargo could not download"),
    /** The wanted version of the crate libc cannot be had. */
    LIBC_UNAVAILABLE("WASM-0114", "the wanted version of the crate libc cannot be had"),
    /** The wanted version of the crate libc was not used. */
    LIBC_UNUSED("WASM-0115", "the wanted version of the crate libc was not used"),
    /** Clippy or the compiler has warnings and failOnWarning is set. */
    LINT_WARNINGS("WASM-0120", "Clippy or the compiler has warnings and failOnWarning is set"),
    /** Two builds gave different bytes. */
    NOT_REPRODUCIBLE("WASM-0130", "two builds gave different bytes"),
    /** The bytes depend on where a dependency lies. */
    PLACE_DEPENDENT("WASM-0131", "the bytes depend on where a dependency lies"),

    // Runtime
    /** The .wasm file cannot be read. */
    MODULE_NOT_FOUND("WASM-0200", "the .wasm file cannot be read"),
    /** The file is not a well-formed WebAssembly module. */
    MODULE_MALFORMED("WASM-0201", "the file is not a well-formed WebAssembly module"),
    /** The module does not validate. */
    MODULE_INVALID("WASM-0202", "the module does not validate"),
    /** The module needs a feature that is not supported. */
    MODULE_UNSUPPORTED("WASM-0203", "the module needs a feature that is not supported"),
    /** The module imports what nobody provides. */
    IMPORT_MISSING("WASM-0204", "the module imports what nobody provides"),
    /** The module cannot be instantiated. */
    INSTANTIATION_FAILED("WASM-0205", "the module cannot be instantiated"),
    /** The guest trapped. */
    TRAP("WASM-0206", "the guest trapped"),
    /** The guest did not end in time. */
    GUEST_TIMEOUT("WASM-0207", "the guest did not end in time"),
    /** The module has no _start. */
    NOT_A_COMMAND("WASM-0208", "the module has no _start"),
    /** A directory to preopen does not exist or is no directory. */
    PREOPEN_INVALID("WASM-0209", "a directory to preopen does not exist or is no directory"),
    /** An option is not understood. */
    OPTION_INVALID("WASM-0210", "an option is not understood"),
    /** A host function failed. */
    HOST_FAILED("WASM-0211", "a host function failed"),
    /** The guest ended with a non-zero exit code. */
    GUEST_EXIT("WASM-0212", "the guest ended with a non-zero exit code"),
    /** The module exports no such function. */
    FUNCTION_NOT_FOUND("WASM-0213", "the module exports no such function"),

    // Tests
    /** Tests failed. */
    TESTS_FAILED("WASM-0300", "tests failed"),
    /** No tests were run. */
    NO_TESTS("WASM-0301", "no tests were run"),
    /** The tests of an executable cannot be listed. */
    TEST_LISTING_FAILED("WASM-0302", "the tests of an executable cannot be listed"),
    /** A test did not end in time. */
    TEST_TIMEOUT("WASM-0303", "a test did not end in time"),
    /** Std::env::temp_dir() panics on this target. */
    TEMP_DIR_IN_TEST("WASM-0304", "std::env::temp_dir() panics on this target"),
    /** A report file cannot be written. */
    REPORT_NOT_WRITTEN("WASM-0305", "a report file cannot be written"),
    /** The JVM that ran a test died. */
    TEST_JVM_DIED("WASM-0306", "the JVM that ran a test died"),
    /** The JVM for the tests does not start. */
    TEST_JVM_NOT_STARTED("WASM-0307", "the JVM for the tests does not start"),

    // wasi-sdk
    /** A wasi-sdk version is not understood. */
    SDK_VERSION_INVALID("WASM-0400", "a wasi-sdk version is not understood"),
    /** No wasi-sdk was found that fits. */
    SDK_NOT_FOUND("WASM-0401", "no wasi-sdk was found that fits"),
    /** The given wasi-sdk cannot be used. */
    SDK_UNUSABLE("WASM-0402", "the given wasi-sdk cannot be used"),
    /** There is no wasi-sdk for this machine. */
    SDK_PLATFORM_UNSUPPORTED("WASM-0403", "there is no wasi-sdk for this machine"),
    /** The server does not have the wasi-sdk. */
    SDK_NOT_PUBLISHED("WASM-0404", "the server does not have the wasi-sdk"),
    /** The server or a proxy refuses the download. */
    SDK_DOWNLOAD_REFUSED("WASM-0405", "the server or a proxy refuses the download"),
    /** The download failed. */
    SDK_DOWNLOAD_FAILED("WASM-0406", "the download failed"),
    /** The download is not what was pinned. */
    SDK_DIGEST_MISMATCH("WASM-0407", "the download is not what was pinned"),
    /** The download is not an archive. */
    SDK_NOT_AN_ARCHIVE("WASM-0408", "the download is not an archive"),
    /** The archive is damaged. */
    SDK_ARCHIVE_DAMAGED("WASM-0409", "the archive is damaged"),
    /** The archive holds what must not be unpacked. */
    SDK_ARCHIVE_UNSAFE("WASM-0410", "the archive holds what must not be unpacked"),
    /** The download or its content is larger than allowed. */
    SDK_TOO_LARGE("WASM-0411", "the download or its content is larger than allowed"),
    /** The wasi-sdk cache cannot be written. */
    SDK_CACHE_FAILED("WASM-0412", "the wasi-sdk cache cannot be written"),
    /** A wasi-sdk would have to be downloaded, but the build is offline. */
    SDK_OFFLINE("WASM-0413", "a wasi-sdk would have to be downloaded, but the build is offline"),
    /** No digest is pinned for the wasi-sdk. */
    SDK_NOT_PINNED("WASM-0414", "no digest is pinned for the wasi-sdk"),
    /** The toolchain lock file is not understood. */
    LOCK_FILE_INVALID("WASM-0415", "the toolchain lock file is not understood"),

    // Configuration and files
    /** A parameter has a value that is not understood. */
    CONFIGURATION_INVALID("WASM-0500", "a parameter has a value that is not understood"),
    /** A file cannot be read or written. */
    IO_FAILED("WASM-0501", "a file cannot be read or written"),
    /** The build was interrupted. */
    INTERRUPTED("WASM-0502", "the build was interrupted"),
    /** An error of ours. */
    INTERNAL_ERROR("WASM-0599", "an error of ours");

    private final String code;
    private final String title;

    DiagnosticId(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The stable id, {@code WASM-nnnn}. */
    public String code() {
        return code;
    }

    /** What kind of problem it is, in a few words. */
    public String title() {
        return title;
    }
}
