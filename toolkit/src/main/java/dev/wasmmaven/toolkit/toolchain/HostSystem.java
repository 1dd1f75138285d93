package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.cache.CacheHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine offers to a search for tools; immutable.
 *
 * @param environment environment variables
 * @param home the user's home directory
 * @param windows whether executables end in {@code .exe}
 */
public record HostSystem(Map<String, String> environment, Path home, boolean windows) {

    public HostSystem {
        environment = Map.copyOf(environment);
    }

    /** This machine, as this process sees it. */
    public static HostSystem current() {
        return new HostSystem(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    /** This machine with some variables changed. */
    public HostSystem with(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        return new HostSystem(all, home, windows);
    }

    /** A variable's value; empty if it is not set or set to nothing. */
    public Optional<String> variable(String name) {
        String value = environment.get(name);
        if (value == null && windows) {
            // Names have no case there, but a Java map does.
            value = environment.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    /** A variable's value, be it nothing; empty if it is not set. */
    public Optional<String> exactVariable(String name) {
        return Optional.ofNullable(environment.get(name)).or(() -> variable(name));
    }

    /** {@code CARGO_HOME}: cargo's configuration, cache and installed executables. */
    public Path cargoHome() {
        return variable("CARGO_HOME").flatMap(HostSystem::path).orElse(home.resolve(".cargo"));
    }

    /** {@code RUSTUP_HOME}: rustup's settings and toolchains. */
    public Path rustupHome() {
        return variable("RUSTUP_HOME").flatMap(HostSystem::path).orElse(home.resolve(".rustup"));
    }

    /** Where this product keeps what several builds share and can be made again. */
    public Path cacheHome() {
        return CacheHome.of(environment, home, System.getProperty("os.name", ""));
    }

    /** An executable in one folder, if it is there. */
    public Optional<Path> executable(Path folder, String name) {
        Path file = folder.resolve(windows ? name + ".exe" : name);
        return Files.isRegularFile(file) && Files.isExecutable(file) ? Optional.of(file) : Optional.empty();
    }

    /** The folders of {@code PATH}, in order; unreadable entries are left out. */
    public List<Path> pathFolders() {
        List<Path> folders = new ArrayList<>();
        for (String entry : variable("PATH").orElse("").split(File.pathSeparator, -1)) {
            if (!entry.isBlank()) {
                path(entry).ifPresent(folders::add);
            }
        }
        return folders;
    }

    /** The first executable of this name in {@code PATH}. */
    public Optional<Path> onPath(String name) {
        return pathFolders().stream()
                .flatMap(folder -> executable(folder, name).stream())
                .findFirst();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
