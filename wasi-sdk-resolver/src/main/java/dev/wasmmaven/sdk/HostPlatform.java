package dev.wasmmaven.sdk;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The machines that a wasi-sdk is released for, named as in its release files: processor, then system. */
public enum HostPlatform {
    X86_64_LINUX("x86_64", "linux"),
    ARM64_LINUX("arm64", "linux"),
    RISCV64_LINUX("riscv64", "linux"),
    X86_64_MACOS("x86_64", "macos"),
    ARM64_MACOS("arm64", "macos"),
    X86_64_WINDOWS("x86_64", "windows"),
    ARM64_WINDOWS("arm64", "windows");

    private final String architecture;
    private final String system;

    HostPlatform(String architecture, String system) {
        this.architecture = architecture;
        this.system = system;
    }

    /**
     * The machine that this JVM runs on.
     *
     * @throws SdkException there is no wasi-sdk for it
     */
    public static HostPlatform require() {
        return current()
                .orElseThrow(() -> new SdkException(
                        DiagnosticId.SDK_PLATFORM_UNSUPPORTED,
                        "there is no wasi-sdk for this machine (" + System.getProperty("os.name") + ", "
                                + System.getProperty("os.arch") + ")",
                        "build a wasi-sdk for it from source and give its directory, or install clang, lld and the WASI headers from"
                                + " the system's packages"));
    }

    /** The machine that this JVM runs on; empty: there is no wasi-sdk for it. */
    public static Optional<HostPlatform> current() {
        return of(System.getProperty("os.arch", ""), System.getProperty("os.name", ""));
    }

    /**
     * The machine by Java's names; empty: there is no wasi-sdk for it.
     *
     * @param osArch as the system property {@code os.arch}
     * @param osName as the system property {@code os.name}
     */
    public static Optional<HostPlatform> of(String osArch, String osName) {
        return find(architecture(osArch) + "-" + system(osName));
    }

    /** Reads a name such as {@code x86_64-linux}. */
    public static Optional<HostPlatform> find(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    private static String architecture(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x86-64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            case "riscv64" -> "riscv64";
            default -> osArch;
        };
    }

    private static String system(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return "macos";
        }
        return name.startsWith("windows") ? "windows" : name;
    }

    /** The name in release files, such as {@code x86_64-linux}. */
    public String id() {
        return architecture + "-" + system;
    }

    /** The processor: {@code x86_64}, {@code arm64} or {@code riscv64}. */
    public String architecture() {
        return architecture;
    }

    /** The operating system: {@code linux}, {@code macos} or {@code windows}. */
    public String system() {
        return system;
    }

    /** A program's file name on this system. */
    public String executable(String name) {
        return "windows".equals(system) ? name + ".exe" : name;
    }

    /**
     * Whether programs for another machine run on this one: those of x86_64 do on arm64 under macOS (Rosetta 2) and
     * Windows 11 (emulation), at a fraction of the speed.
     */
    public boolean runs(HostPlatform other) {
        return this == other
                || (system.equals(other.system)
                        && !"linux".equals(system)
                        && "arm64".equals(architecture)
                        && "x86_64".equals(other.architecture));
    }

    /** All names, for messages. */
    public static String ids() {
        return Arrays.stream(values()).map(HostPlatform::id).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return id();
    }
}
