package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.runtime.Preopen;
import java.nio.file.Path;

/** A directory for the guest as users write it; the form is {@link Preopen#parse}'s. */
public final class PreopenText {

    private PreopenText() {}

    /**
     * Reads one directory.
     *
     * @param base what a relative host directory is relative to
     * @throws GoalException the text has another form
     */
    public static Preopen parse(String text, Path base) {
        try {
            Preopen parsed = Preopen.parse(text, base);
            return new Preopen(parsed.host().normalize(), parsed.guest(), parsed.readOnly());
        } catch (IllegalArgumentException e) {
            throw GoalException.configuration(
                    "a directory is not understood: " + e.getMessage(),
                    "write HOST, HOST::GUEST or HOST::GUEST::ro, for example -Dwasm.dirs=src/test/data::/data");
        }
    }
}
