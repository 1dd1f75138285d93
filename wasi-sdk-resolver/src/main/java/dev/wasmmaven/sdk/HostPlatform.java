package dev.wasmmaven.sdk;

import java.util.Locale;
import java.util.Optional;

/**
 * A machine that wasi-sdk is released for, by its names in the release archives ({@code wasi-sdk-34.0-x86_64-linux.tar.gz}).
 *
 * @param architecture processor
 * @param system operating system
 */
public record HostPlatform(Architecture architecture, OperatingSystem system) {

    /** Processors, as wasi-sdk calls them. */
    public enum Architecture {
        X86_64("x86_64"),
        ARM64("arm64"),
        RISCV64("riscv64");

        private final String sdkName;

        Architecture(String sdkName) {
            this.sdkName = sdkName;
        }
    }

    /** Operating systems, as wasi-sdk calls them. */
    public enum OperatingSystem {
        LINUX("linux"),
        MACOS("macos"),
        WINDOWS("windows");

        private final String sdkName;

        OperatingSystem(String sdkName) {
            this.sdkName = sdkName;
        }
    }

    /** The platform of this process; empty if wasi-sdk knows no such machine. */
    public static Optional<HostPlatform> current() {
        return of(System.getProperty("os.arch", ""), System.getProperty("os.name", ""));
    }

    /**
     * The platform by Java's names.
     *
     * @param osArch as the system property {@code os.arch}
     * @param osName as the system property {@code os.name}
     */
    public static Optional<HostPlatform> of(String osArch, String osName) {
        return architecture(osArch.toLowerCase(Locale.ROOT))
                .flatMap(architecture ->
                        system(osName.toLowerCase(Locale.ROOT)).map(system -> new HostPlatform(architecture, system)));
    }

    private static Optional<Architecture> architecture(String name) {
        return switch (name) {
            case "amd64", "x86_64", "x64" -> Optional.of(Architecture.X86_64);
            case "aarch64", "arm64" -> Optional.of(Architecture.ARM64);
            case "riscv64" -> Optional.of(Architecture.RISCV64);
            default -> Optional.empty();
        };
    }

    private static Optional<OperatingSystem> system(String name) {
        if (name.startsWith("linux")) {
            return Optional.of(OperatingSystem.LINUX);
        }
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return Optional.of(OperatingSystem.MACOS);
        }
        return name.startsWith("windows") ? Optional.of(OperatingSystem.WINDOWS) : Optional.empty();
    }

    /** The part of an archive's name, such as {@code x86_64-linux}. */
    @Override
    public String toString() {
        return architecture.sdkName + "-" + system.sdkName;
    }
}
