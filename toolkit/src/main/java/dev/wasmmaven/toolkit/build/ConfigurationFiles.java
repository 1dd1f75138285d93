package dev.wasmmaven.toolkit.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** cargo's configuration files, as far as the up-to-date check must understand them. */
final class ConfigurationFiles {

    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*\"?include\"?\\s*=");

    private ConfigurationFiles() {}

    /** Whether a file is a configuration of cargo that pulls in others (The Cargo Book, "Including extra configuration files"). */
    static boolean includesOthers(Path file) throws IOException {
        Path name = file.getFileName();
        boolean configuration = name != null
                && (name.toString().equals("config.toml") || name.toString().equals("config"));
        // Any encoding will do: the key is in ASCII.
        return configuration
                && INCLUDE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .find();
    }
}
