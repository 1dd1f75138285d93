package dev.wasmmaven.toolkit.interop;

import java.util.regex.Pattern;

/** Words for variables that are split as a POSIX shell would ("Quoting" in the Shell Command Language). */
final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./=+:,@%-]+");

    private ShellWord() {}

    /** Whether a word is the same with and without quoting, so that it also survives being split at spaces. */
    static boolean isPlain(String word) {
        return PLAIN.matcher(word).matches();
    }

    /** The word, quoted where it must be. */
    static String quote(String word) {
        return isPlain(word) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
