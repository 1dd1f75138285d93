package dev.wasmmaven.toolkit.report;

/** Text as it can stand in an XML 1.0 document (section 2.2, Char). */
final class XmlText {

    private XmlText() {}

    /** Characters that XML does not allow, written as Rust writes them: backslash, u, and the number in braces. */
    static String legal(String text) {
        StringBuilder legal = null;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int width = Character.charCount(character);
            if (!isLegal(character) && legal == null) {
                legal = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (legal != null) {
                if (isLegal(character)) {
                    legal.appendCodePoint(character);
                } else {
                    legal.append("\\u{").append(Integer.toHexString(character)).append('}');
                }
            }
            i += width;
        }
        return legal == null ? text : legal.toString();
    }

    /** The same on one line, because a parser turns line ends in attributes into spaces anyway. */
    static String attribute(String text) {
        return legal(text).strip().replaceAll("\\s*[\\r\\n]\\s*", " ");
    }

    private static boolean isLegal(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xd7ff)
                || (character >= 0xe000 && character <= 0xfffd)
                || character >= 0x10000;
    }
}
