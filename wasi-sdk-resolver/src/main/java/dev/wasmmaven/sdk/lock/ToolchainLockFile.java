package dev.wasmmaven.sdk.lock;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code wasm-toolchain.lock}: TOML, of which only comments, tables of an array, and keys with strings and whole numbers are used, one
 * on a line, so that changes merge and read well. The same content gives the same bytes.
 *
 * <pre>
 * version = 1
 *
 * [[wasi-sdk]]
 * version = "34.0"
 * platform = "x86_64-linux"
 * file = "wasi-sdk-34.0-x86_64-linux.tar.gz"
 * digest = "sha256:…"
 * </pre>
 */
public final class ToolchainLockFile {

    /** The file's usual name, beside the project's build file. */
    public static final String NAME = "wasm-toolchain.lock";

    private static final String FORMAT = "1";
    private static final String HEADER =
            "# Written by wasm:lock. Commit it: it says which toolchain archives this project trusts.\n";

    private ToolchainLockFile() {}

    /**
     * Reads a lock file; one that does not exist is empty.
     *
     * @throws SdkException it is not understood or cannot be read
     */
    public static ToolchainLock read(Path file) {
        if (!Files.exists(file)) {
            return ToolchainLock.empty();
        }
        try {
            return parse(file, Files.readString(file));
        } catch (MalformedInputException e) {
            throw invalid(file, "it is no UTF-8 text", e);
        } catch (IOException e) {
            throw new SdkException(
                    DiagnosticId.IO_FAILED, "cannot read '" + file + "': " + e, "check the file's permissions", e);
        }
    }

    /**
     * Writes a lock file, replacing what is there in one step.
     *
     * @throws SdkException it cannot be written
     */
    public static void write(Path file, ToolchainLock lock) {
        try {
            AtomicFiles.writeString(file, format(lock));
        } catch (IOException e) {
            throw new SdkException(
                    DiagnosticId.IO_FAILED,
                    "cannot write '" + file + "': " + e,
                    "check the directory's permissions",
                    e);
        }
    }

    static String format(ToolchainLock lock) {
        StringBuilder text =
                new StringBuilder(HEADER).append("version = ").append(FORMAT).append('\n');
        for (LockedSdk sdk : lock.sdks()) {
            text.append("\n[[wasi-sdk]]\n");
            line(text, "version", sdk.version().toString());
            line(text, "platform", sdk.platform().id());
            line(text, "file", sdk.file());
            line(text, "digest", sdk.digest().toString());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key)
                .append(" = \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n");
    }

    static ToolchainLock parse(Path file, String text) {
        TomlLines lines;
        try {
            lines = TomlLines.parse(text);
        } catch (TomlLines.SyntaxException e) {
            throw invalid(file, e.getMessage(), e);
        }
        String format = lines.top().getOrDefault("version", "");
        if (!format.equals(FORMAT)) {
            throw invalid(
                    file,
                    format.isEmpty()
                            ? "it says no version"
                            : "it has version " + format + ", this plugin reads " + FORMAT,
                    null);
        }
        ToolchainLock lock = ToolchainLock.empty();
        for (TomlLines.Table table : lines.tables()) {
            if (!table.name().equals("wasi-sdk")) {
                throw invalid(file, "line " + table.line() + ": unknown table [[" + table.name() + "]]", null);
            }
            LockedSdk sdk = sdk(file, table);
            if (lock.pins().digest(sdk.version(), sdk.platform()).isPresent()) {
                throw invalid(
                        file,
                        "line " + table.line() + ": " + sdk.version() + " for " + sdk.platform() + " is there twice",
                        null);
            }
            lock = lock.with(sdk);
        }
        return lock;
    }

    private static LockedSdk sdk(Path file, TomlLines.Table table) {
        String platform = value(file, table, "platform");
        try {
            return new LockedSdk(
                    WasiSdkVersion.parse(value(file, table, "version")),
                    HostPlatform.find(platform)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "unknown platform '" + platform + "', expected one of " + HostPlatform.ids())),
                    value(file, table, "file"),
                    Digest.parse(value(file, table, "digest")));
        } catch (WasiSdkVersion.InvalidVersionException | IllegalArgumentException e) {
            throw invalid(file, "table at line " + table.line() + ": " + e.getMessage(), e);
        }
    }

    private static String value(Path file, TomlLines.Table table, String key) {
        Map<String, String> values = table.values();
        String value = values.get(key);
        if (value == null) {
            throw invalid(file, "table at line " + table.line() + ": no '" + key + "'", null);
        }
        return value;
    }

    private static SdkException invalid(Path file, String reason, @Nullable Exception cause) {
        return new SdkException(
                DiagnosticId.LOCK_FILE_INVALID,
                "'" + file + "' is not understood: " + reason,
                "restore the file from version control, or delete it and run wasm:lock to write it anew",
                cause);
    }
}
