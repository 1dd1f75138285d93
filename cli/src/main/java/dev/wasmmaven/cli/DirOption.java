package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.Preopen;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The value of {@code --dir}: {@code HOST[::GUEST[::ro]]}. */
final class DirOption {

    private static final String SEPARATOR = "::";

    private DirOption() {}

    /**
     * The directory it names; the guest's name is the host's if none or an empty one is given.
     *
     * @throws IllegalArgumentException it is not of that form
     */
    static Preopen parse(String value) {
        String[] parts = value.split(SEPARATOR, -1);
        if (parts.length > 3 || parts[0].isEmpty() || (parts.length == 3 && !parts[2].equals("ro"))) {
            throw new IllegalArgumentException("'" + value + "' is not of the form HOST[::GUEST[::ro]]");
        }
        String guest = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : parts[0];
        try {
            return new Preopen(Path.of(parts[0]), guest, parts.length == 3);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + parts[0] + "' is not a path: " + e.getReason(), e);
        }
    }
}
