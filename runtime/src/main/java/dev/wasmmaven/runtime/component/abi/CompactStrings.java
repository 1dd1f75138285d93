package dev.wasmmaven.runtime.component.abi;

/**
 * How the JDK keeps a string, one byte for each char or two; to be asked without looking at the chars, for which
 * {@link String} has no method. What answers is the class of the spliterator of {@link String#chars}: each of the two
 * representations has its own. Where both have the same, no string is known to be narrow.
 */
final class CompactStrings {

    private static final Class<?> NARROW = spliterator("a");
    private static final boolean TOLD_APART = !NARROW.equals(spliterator("\u0100"));

    private CompactStrings() {}

    /** Whether each char is known to be one of Latin-1. */
    static boolean isLatin1(String text) {
        return TOLD_APART && NARROW.equals(spliterator(text));
    }

    private static Class<?> spliterator(String text) {
        return text.chars().spliterator().getClass();
    }
}
