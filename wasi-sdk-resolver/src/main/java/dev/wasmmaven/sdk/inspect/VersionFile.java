package dev.wasmmaven.sdk.inspect;

import dev.wasmmaven.sdk.WasiSdkVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SDK's version. Releases from 22 on write it to a file {@code VERSION}, except that 23 and 24 leave it out of the merged archive
 * (source: {@code ci/merge-artifacts.sh} of those tags); then the directory's own name tells.
 */
final class VersionFile {

    private static final List<String> PLACES = List.of("VERSION", "share/wasi-sysroot/VERSION");
    private static final int LONGEST_LINE = 200;
    private static final Pattern DIRECTORY = Pattern.compile(
            "wasi-sdk-([0-9]+(?:\\.[0-9]+)?(?:-[0-9A-Za-z.]+?)?(?:\\+[0-9A-Za-z]+)?)(?:-(?:(?:x86_64|arm64|riscv64)-)?(?:linux|macos|windows))?");

    private VersionFile() {}

    static Optional<WasiSdkVersion> read(Path root) throws IOException {
        for (String place : PLACES) {
            Path file = root.resolve(place);
            if (Files.isRegularFile(file)) {
                Optional<WasiSdkVersion> version = WasiSdkVersion.find(firstLine(file));
                if (version.isPresent()) {
                    return version;
                }
            }
        }
        Path name = root.getFileName();
        Matcher matcher = DIRECTORY.matcher(name == null ? "" : name.toString());
        return matcher.matches() ? WasiSdkVersion.find(matcher.group(1)) : Optional.empty();
    }

    private static String firstLine(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            String head = new String(stream.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8);
            return head.lines().findFirst().orElse("");
        }
    }
}
