package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.runtime.Preopen;
import java.nio.file.Path;

/**
 * A directory for the guest as users write it: {@code HOST}, or {@code HOST::GUEST} for another name in the guest; with
 * {@code ::ro} at the end the guest may only read. The same form as the command line's {@code --dir}.
 */
public final class PreopenText {

    private static final String SEPARATOR = "::";
    private static final String READ_ONLY = SEPARATOR + "ro";

    private PreopenText() {}

    /**
     * Reads one directory.
     *
     * @param text as above; without a guest name the guest finds it under the text itself
     * @param base what a relative host path is relative to
     */
    public static Preopen parse(String text, Path base) {
        boolean readOnly = text.endsWith(READ_ONLY);
        String rest = readOnly ? text.substring(0, text.length() - READ_ONLY.length()) : text;
        int separator = rest.indexOf(SEPARATOR);
        String host = separator < 0 ? rest : rest.substring(0, separator);
        String guest = separator < 0 ? rest : rest.substring(separator + SEPARATOR.length());
        if (host.isBlank() || guest.isBlank()) {
            throw GoalException.configuration(
                    "the directory <" + text + "> names no " + (host.isBlank() ? "host directory" : "guest name"),
                    "write HOST or HOST::GUEST, for example -Dwasm.dirs=src/test/data::/data");
        }
        return new Preopen(base.resolve(host).normalize(), guest, readOnly);
    }
}
