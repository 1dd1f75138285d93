package dev.wasmmaven.toolkit.cargo;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Keys and strings as TOML writes them (TOML 1.0, "Keys" and "String"). */
public final class TomlText {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private TomlText() {}

    /** A key, quoted where it must be. */
    public static String key(String name) {
        return BARE.matcher(name).matches() ? name : string(name);
    }

    /** A path as a string. */
    public static String string(Path path) {
        return string(path.toString());
    }

    /** A basic string. */
    public static String string(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
