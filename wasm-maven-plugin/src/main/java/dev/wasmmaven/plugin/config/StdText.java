package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.toolkit.std.LibcChoice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters about toolchain and standard library, as users write them. */
public final class StdText {

    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)*(?:[-+].*)?");
    private static final Pattern GIT = Pattern.compile("git\\+([^#]+)(?:#(.+))?");

    private StdText() {}

    /**
     * The libc that a text means: {@code auto}, {@code none}, a version, {@code git+URL#COMMIT}, or a folder.
     *
     * @param text null or blank: {@code auto}
     * @param base what a relative folder is relative to
     */
    public static LibcChoice libc(@Nullable String text, Path base) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty() || stripped.equals("auto")) {
            return new LibcChoice.Automatic();
        }
        if (stripped.equals("none")) {
            return new LibcChoice.None();
        }
        if (VERSION.matcher(stripped).matches()) {
            return new LibcChoice.Version(stripped);
        }
        var git = GIT.matcher(stripped);
        if (git.matches()) {
            return new LibcChoice.Git(git.group(1), Optional.ofNullable(git.group(2)));
        }
        return new LibcChoice.Directory(base.resolve(stripped).normalize());
    }

    /**
     * The constant of an enumeration that a text names, in any case.
     *
     * @param parameter the parameter's name, for the message
     * @throws GoalException it names none
     */
    public static <E extends Enum<E>> E constant(Class<E> type, String text, String parameter) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> GoalException.configuration(
                        "<" + parameter + "> is '" + text + "'",
                        "write one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }
}
