package dev.wasmmaven.runtime;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A directory given to a guest.
 *
 * @param host the directory on the host
 * @param guest the name under which the guest finds it, such as {@code /data} or {@code .}
 * @param readOnly whether the guest may only read
 */
public record Preopen(Path host, String guest, boolean readOnly) {

    private static final String SEPARATOR = "::";
    private static final String READ_ONLY = "ro";
    private static final String ROOT = "/";

    public Preopen {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(guest, "guest");
    }

    /**
     * Reads the form in which users name one: {@code HOST[::GUEST[::ro]]}. Without a guest name, or with an empty one before
     * {@code ::ro}, the guest finds the directory under the host's name as it is written; {@code HOST::} alone is its root, as
     * users of Wasmtime have it.
     *
     * @param base what a relative host directory is relative to
     * @throws IllegalArgumentException the text has another form, or names no path
     */
    public static Preopen parse(String text, Path base) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length > 3 || parts[0].isBlank() || (parts.length == 3 && !parts[2].equals(READ_ONLY))) {
            throw new IllegalArgumentException("'" + text + "' is not of the form HOST[::GUEST[::ro]]");
        }
        String guest = parts.length > 1 && !parts[1].isBlank() ? parts[1] : parts.length == 2 ? ROOT : parts[0];
        try {
            return new Preopen(base.resolve(parts[0]), guest, parts.length == 3);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + parts[0] + "' is not a path: " + e.getReason(), e);
        }
    }
}
