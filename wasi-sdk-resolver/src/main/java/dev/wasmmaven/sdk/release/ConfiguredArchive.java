package dev.wasmmaven.sdk.release;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One archive at an address that a user has configured.
 *
 * @param address where it is
 * @param version the SDK's version
 * @param platform the machine that its programs are for
 */
public record ConfiguredArchive(URI address, WasiSdkVersion version, HostPlatform platform) {

    /** As the project names its releases, from 20 on: {@code wasi-sdk-34.0-x86_64-linux.tar.gz}, {@code wasi-sdk-22.0-linux.tar.gz}. */
    private static final Pattern FILE = Pattern.compile(
            "wasi-sdk-([0-9]+\\.[0-9]+(?:-[0-9A-Za-z]+\\.[0-9]+)?(?:\\+[a-z]+)?)"
                    + "(?:\\.(threads|m))?(?:-(x86_64|arm64|riscv64))?-(linux|macos|windows|mingw|mingw64)\\.(?:tar\\.gz|tgz|zip)");

    private static final Set<String> ENDINGS = Set.of(".tar.gz", ".tgz", ".zip");

    /** Whether an address names one archive, as opposed to a mirror of all releases or a template. */
    public static boolean isArchive(String address) {
        String path = address.replaceAll("[?#].*", "").toLowerCase(Locale.ROOT);
        return !address.contains("{") && ENDINGS.stream().anyMatch(path::endsWith);
    }

    /**
     * Reads an address.
     *
     * @param address of a {@code tar.gz} or {@code zip} archive
     * @param version the version, if the user gives it; empty: the file's name tells
     * @param machine the machine that it is for if the file's name does not tell
     * @throws SdkException it is no address, or nothing tells the version
     */
    public static ConfiguredArchive of(String address, Optional<WasiSdkVersion> version, HostPlatform machine) {
        URI uri = uri(address);
        Matcher file = FILE.matcher(new ConfiguredArchive(uri, WasiSdkVersion.of(1, 0), machine).fileName());
        boolean known = file.matches();
        WasiSdkVersion is = version.or(() -> known ? named(file) : Optional.empty())
                .orElseThrow(() -> new SdkException(
                        DiagnosticId.CONFIGURATION_INVALID,
                        "the version of the wasi-sdk at '" + address + "' cannot be told from its file name",
                        "give it: <sdk kind=\"url\" version=\"34.0\" url=\"…\"/>"));
        return new ConfiguredArchive(uri, is, known ? platform(file, machine) : machine);
    }

    private static Optional<WasiSdkVersion> named(Matcher file) {
        String build = file.group(2);
        // Windows releases up to 22 have the mark of a modified source tree, which is no version of its own.
        return WasiSdkVersion.find(file.group(1) + ("threads".equals(build) ? "+threads" : ""));
    }

    private static HostPlatform platform(Matcher file, HostPlatform machine) {
        String system = file.group(4).startsWith("mingw") ? "windows" : file.group(4);
        if (file.group(3) == null && "macos".equals(system)) {
            // Built for both processors at once.
            return "macos".equals(machine.system()) ? machine : HostPlatform.ARM64_MACOS;
        }
        String architecture = file.group(3) == null ? "x86_64" : file.group(3);
        return HostPlatform.find(architecture + "-" + system).orElse(machine);
    }

    /** The last segment of the address. */
    public String fileName() {
        String path = address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static URI uri(String address) {
        try {
            URI uri = new URI(address.strip());
            if (uri.getScheme() != null
                    && uri.getPath() != null
                    && !uri.getPath().isEmpty()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw invalid(address, String.valueOf(e.getMessage()));
        }
        throw invalid(address, "no scheme or no path");
    }

    private static SdkException invalid(String address, String reason) {
        return new SdkException(
                DiagnosticId.CONFIGURATION_INVALID,
                "not the address of a wasi-sdk archive: '" + address + "': " + reason,
                "write an http, https or file address that ends in .tar.gz, .tgz or .zip");
    }
}
