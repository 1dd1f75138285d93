package dev.wasmmaven.toolkit.provenance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The checksums of a {@code Cargo.lock}, which cargo alone writes, always in the same form. */
public final class CargoLock {

    private final Map<String, String> checksums;

    private CargoLock(Map<String, String> checksums) {
        this.checksums = checksums;
    }

    /** Reads the file's text; what is no lock file has no checksums. */
    public static CargoLock parse(String text) {
        Map<String, String> checksums = new HashMap<>();
        String name = "";
        String version = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("name = ")) {
                name = value(line);
            } else if (line.startsWith("version = ")) {
                version = value(line);
            } else if (line.startsWith("checksum = ")) {
                checksums.put(name + " " + version, value(line));
            }
        }
        return new CargoLock(checksums);
    }

    private static String value(String line) {
        int begin = line.indexOf('"');
        int end = line.lastIndexOf('"');
        return begin < 0 || end <= begin ? "" : line.substring(begin + 1, end);
    }

    /** The SHA-256, in hexadecimal, of a crate's archive; there is none for paths and git repositories. */
    public Optional<String> checksum(String name, String version) {
        return Optional.ofNullable(checksums.get(name + " " + version));
    }
}
