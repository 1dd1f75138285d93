package dev.wasmmaven.runtime.engine.symbol;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The v0 scheme (RFC 2603, {@code _R…}), as a recursive descent over its grammar that prints while it reads. Crate
 * hashes and the type suffixes of constants are left out, as in the short form of {@code rustc-demangle}.
 */
final class V0Mangling {

    /** Back references can make a name exponentially long; no readable name comes near these. */
    private static final int MAX_DEPTH = 200;

    private static final int MAX_LENGTH = 1 << 16;

    private static final Map<Character, String> BASIC_TYPES = Map.ofEntries(
            Map.entry('b', "bool"),
            Map.entry('c', "char"),
            Map.entry('e', "str"),
            Map.entry('u', "()"),
            Map.entry('a', "i8"),
            Map.entry('s', "i16"),
            Map.entry('l', "i32"),
            Map.entry('x', "i64"),
            Map.entry('n', "i128"),
            Map.entry('i', "isize"),
            Map.entry('h', "u8"),
            Map.entry('t', "u16"),
            Map.entry('m', "u32"),
            Map.entry('y', "u64"),
            Map.entry('o', "u128"),
            Map.entry('j', "usize"),
            Map.entry('f', "f32"),
            Map.entry('d', "f64"),
            Map.entry('z', "!"),
            Map.entry('p', "_"),
            Map.entry('v', "..."));

    /** Thrown for a name that is not of the grammar; the name is then shown as it is. */
    private static final class NotMangled extends RuntimeException {
        NotMangled() {
            super(null, null, false, false);
        }
    }

    private record Identifier(String name, long disambiguator) {}

    private final String symbol;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;
    private int boundLifetimes;
    private boolean silent;

    private V0Mangling(String symbol) {
        this.symbol = symbol;
    }

    /** Demangles what follows {@code _R}. */
    static Optional<String> demangle(String symbol) {
        V0Mangling parser = new V0Mangling(symbol);
        try {
            return Optional.of(parser.symbolName());
        } catch (NotMangled e) {
            return Optional.empty();
        }
    }

    private String symbolName() {
        // A number here would be a later version of the encoding.
        if (symbol.isEmpty()
                || !Character.isUpperCase(symbol.charAt(0))
                || symbol.chars().anyMatch(c -> c > 0x7f)) {
            throw new NotMangled();
        }
        path(true);
        if (at < symbol.length() && Character.isUpperCase(symbol.charAt(at))) {
            silent = true;
            path(false);
            silent = false;
        }
        String suffix = symbol.substring(at);
        if (!suffix.isEmpty() && suffix.charAt(0) != '.' && suffix.charAt(0) != '$') {
            throw new NotMangled();
        }
        return out + suffix;
    }

    // Paths

    private void path(boolean inValue) {
        enter();
        switch (next()) {
            case 'C' -> print(identifier().name());
            case 'N' -> nested(inValue);
            case 'M' -> {
                implPath();
                print("<");
                type();
                print(">");
            }
            case 'X' -> {
                implPath();
                qualified();
            }
            case 'Y' -> qualified();
            case 'I' -> {
                path(inValue);
                if (inValue) {
                    print("::");
                }
                print("<");
                genericArgs();
                print(">");
            }
            case 'B' -> backReference(() -> path(inValue));
            default -> throw new NotMangled();
        }
        depth--;
    }

    private void nested(boolean inValue) {
        char namespace = next();
        if (!Character.isLetter(namespace)) {
            throw new NotMangled();
        }
        path(inValue);
        Identifier identifier = identifier();
        if (Character.isUpperCase(namespace)) {
            print("::{");
            print(
                    switch (namespace) {
                        case 'C' -> "closure";
                        case 'S' -> "shim";
                        default -> String.valueOf(namespace);
                    });
            if (!identifier.name().isEmpty()) {
                print(":");
                print(identifier.name());
            }
            print("#" + Long.toUnsignedString(identifier.disambiguator()) + "}");
        } else if (!identifier.name().isEmpty()) {
            print("::");
            print(identifier.name());
        }
    }

    /** Where an impl is; not shown, since the type says more. */
    private void implPath() {
        disambiguator();
        boolean before = silent;
        silent = true;
        path(false);
        silent = before;
    }

    private void qualified() {
        print("<");
        type();
        print(" as ");
        path(false);
        print(">");
    }

    private void genericArgs() {
        for (int i = 0; !eat('E'); i++) {
            if (i > 0) {
                print(", ");
            }
            genericArg();
        }
    }

    private void genericArg() {
        if (eat('L')) {
            lifetime(base62());
        } else if (eat('K')) {
            constant(false);
        } else {
            type();
        }
    }

    // Types

    private void type() {
        enter();
        char tag = next();
        String basic = BASIC_TYPES.get(tag);
        if (basic != null) {
            print(basic);
        } else {
            compoundType(tag);
        }
        depth--;
    }

    private void compoundType(char tag) {
        switch (tag) {
            case 'R', 'Q' -> {
                print("&");
                if (eat('L')) {
                    long lifetime = base62();
                    if (lifetime != 0) {
                        lifetime(lifetime);
                        print(" ");
                    }
                }
                print(tag == 'Q' ? "mut " : "");
                type();
            }
            case 'P', 'O' -> {
                print(tag == 'P' ? "*const " : "*mut ");
                type();
            }
            case 'A' -> {
                print("[");
                type();
                print("; ");
                constant(true);
                print("]");
            }
            case 'S' -> {
                print("[");
                type();
                print("]");
            }
            case 'T' -> tuple();
            case 'F' -> inBinder(this::functionSignature);
            case 'D' -> dynTraits();
            case 'W' -> {
                type();
                print(" is ");
                pattern();
            }
            case 'B' -> backReference(this::type);
            default -> {
                at--;
                path(false);
            }
        }
    }

    private void tuple() {
        print("(");
        int count = 0;
        for (; !eat('E'); count++) {
            if (count > 0) {
                print(", ");
            }
            type();
        }
        print(count == 1 ? ",)" : ")");
    }

    private void functionSignature() {
        boolean unsafe = eat('U');
        print(unsafe ? "unsafe " : "");
        if (eat('K')) {
            String abi = eat('C') ? "C" : identifierBytes().replace('_', '-');
            print("extern \"" + abi + "\" ");
        }
        print("fn(");
        for (int i = 0; !eat('E'); i++) {
            if (i > 0) {
                print(", ");
            }
            type();
        }
        print(")");
        if (!eat('u')) {
            print(" -> ");
            type();
        }
    }

    private void dynTraits() {
        print("dyn ");
        inBinder(() -> {
            for (int i = 0; !eat('E'); i++) {
                if (i > 0) {
                    print(" + ");
                }
                dynTrait();
            }
        });
        if (!eat('L')) {
            throw new NotMangled();
        }
        long lifetime = base62();
        if (lifetime != 0) {
            print(" + ");
            lifetime(lifetime);
        }
    }

    private void dynTrait() {
        boolean open = pathWithOpenGenerics();
        while (eat('p')) {
            print(open ? ", " : "<");
            open = true;
            print(identifierBytes());
            print(" = ");
            type();
        }
        if (open) {
            print(">");
        }
    }

    /** A path whose closing angle bracket is left to the caller, who may add associated types. */
    private boolean pathWithOpenGenerics() {
        enter();
        boolean open = false;
        if (eat('B')) {
            boolean[] result = new boolean[1];
            backReference(() -> result[0] = pathWithOpenGenerics());
            open = result[0];
        } else if (eat('I')) {
            path(false);
            print("<");
            genericArgs();
            open = true;
        } else {
            path(false);
        }
        depth--;
        return open;
    }

    private void pattern() {
        switch (next()) {
            case 'R' -> {
                constant(true);
                print("..=");
                constant(true);
            }
            case 'O' -> {
                pattern();
                while (!eat('E')) {
                    print(" | ");
                    pattern();
                }
            }
            case 'N' -> print("!null");
            default -> throw new NotMangled();
        }
    }

    // Constants

    private void constant(boolean inValue) {
        enter();
        char tag = next();
        switch (tag) {
            case 'p' -> print("_");
            case 'h', 't', 'm', 'y', 'o', 'j' -> print(hexNumber().toString());
            case 'a', 's', 'l', 'x', 'n', 'i' -> {
                print(eat('n') ? "-" : "");
                print(hexNumber().toString());
            }
            case 'b' ->
                print(
                        switch (hexNumber().intValue()) {
                            case 0 -> "false";
                            case 1 -> "true";
                            default -> throw new NotMangled();
                        });
            case 'c' -> character();
            case 'B' -> backReference(() -> constant(inValue));
            default -> compoundConstant(tag, inValue);
        }
        depth--;
    }

    private void compoundConstant(char tag, boolean inValue) {
        // A literal can stand alone among generic arguments; an expression needs braces.
        boolean braces = !inValue && !startsString(tag);
        print(braces ? "{" : "");
        switch (tag) {
            case 'e' -> {
                print("*");
                string();
            }
            case 'R', 'Q' -> {
                if (tag == 'R' && eat('e')) {
                    string();
                } else {
                    print(tag == 'R' ? "&" : "&mut ");
                    constant(true);
                }
            }
            case 'A' -> {
                print("[");
                constants();
                print("]");
            }
            case 'T' -> {
                print("(");
                int count = constants();
                print(count == 1 ? ",)" : ")");
            }
            case 'V' -> variant();
            default -> throw new NotMangled();
        }
        print(braces ? "}" : "");
    }

    private boolean startsString(char tag) {
        return tag == 'R' && at < symbol.length() && symbol.charAt(at) == 'e';
    }

    private int constants() {
        int count = 0;
        for (; !eat('E'); count++) {
            if (count > 0) {
                print(", ");
            }
            constant(true);
        }
        return count;
    }

    private void variant() {
        path(true);
        switch (next()) {
            case 'U' -> {}
            case 'T' -> {
                print("(");
                constants();
                print(")");
            }
            case 'S' -> {
                print(" { ");
                for (int i = 0; !eat('E'); i++) {
                    if (i > 0) {
                        print(", ");
                    }
                    print(identifier().name());
                    print(": ");
                    constant(true);
                }
                print(" }");
            }
            default -> throw new NotMangled();
        }
    }

    private void character() {
        BigInteger value = hexNumber();
        if (value.bitLength() > 21 || !Character.isValidCodePoint(value.intValue())) {
            throw new NotMangled();
        }
        print("'" + escape(Character.toString(value.intValue()), '\'') + "'");
    }

    private void string() {
        String digits = hexDigits();
        if (digits.length() % 2 != 0) {
            throw new NotMangled();
        }
        byte[] utf8 = new byte[digits.length() / 2];
        for (int i = 0; i < utf8.length; i++) {
            utf8[i] = (byte) Integer.parseInt(digits, 2 * i, 2 * i + 2, 16);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            print("\"" + escape(text, '"') + "\"");
        } catch (CharacterCodingException e) {
            throw new NotMangled();
        }
    }

    private static String escape(String text, char quote) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\t' -> escaped.append("\\t");
                case '\r' -> escaped.append("\\r");
                case '\n' -> escaped.append("\\n");
                case '\\' -> escaped.append("\\\\");
                case 0 -> escaped.append("\\0");
                default -> {
                    if (c == quote) {
                        escaped.append('\\').append(quote);
                    } else if (Character.isISOControl(c)) {
                        escaped.append("\\u{").append(Integer.toHexString(c)).append('}');
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private String hexDigits() {
        int start = at;
        while (true) {
            char c = next();
            if (c == '_') {
                return symbol.substring(start, at - 1);
            }
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                throw new NotMangled();
            }
        }
    }

    private BigInteger hexNumber() {
        String digits = hexDigits();
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, 16);
    }

    // Lifetimes

    private void inBinder(Runnable body) {
        long count = eat('G') ? base62() + 1 : 0;
        if (count < 0 || count > MAX_DEPTH) {
            throw new NotMangled();
        }
        if (count > 0) {
            print("for<");
            for (long i = 0; i < count; i++) {
                print(i > 0 ? ", " : "");
                boundLifetimes++;
                lifetime(1);
            }
            print("> ");
        }
        body.run();
        boundLifetimes -= (int) count;
    }

    /** Prints a lifetime by its de Bruijn index; 0 is the erased one. */
    private void lifetime(long index) {
        if (index == 0) {
            print("'_");
            return;
        }
        long number = boundLifetimes - index;
        if (index < 0 || number < 0) {
            throw new NotMangled();
        }
        print(number < 26 ? "'" + (char) ('a' + number) : "'_" + number);
    }

    // Names and numbers

    private Identifier identifier() {
        long disambiguator = disambiguator();
        return new Identifier(identifierBytes(), disambiguator);
    }

    private long disambiguator() {
        return eat('s') ? base62() + 1 : 0;
    }

    private String identifierBytes() {
        boolean punycode = eat('u');
        int length = decimal();
        eat('_');
        if (length > symbol.length() - at) {
            throw new NotMangled();
        }
        String text = symbol.substring(at, at + length);
        at += length;
        return punycode ? Punycode.decode(text).orElseThrow(NotMangled::new) : text;
    }

    private int decimal() {
        char first = next();
        if (first < '0' || first > '9') {
            throw new NotMangled();
        }
        int value = first - '0';
        while (value != 0 && at < symbol.length() && Character.isDigit(symbol.charAt(at))) {
            value = value * 10 + (next() - '0');
            if (value > symbol.length()) {
                throw new NotMangled();
            }
        }
        return value;
    }

    /** {@code _} is 0; digits 0-9a-zA-Z and {@code _} are their value plus 1. An unsigned 64-bit number. */
    private long base62() {
        if (eat('_')) {
            return 0;
        }
        long value = 0;
        while (true) {
            char c = next();
            if (c == '_') {
                return value + 1;
            }
            int digit;
            if (c >= '0' && c <= '9') {
                digit = c - '0';
            } else if (c >= 'a' && c <= 'z') {
                digit = c - 'a' + 10;
            } else if (c >= 'A' && c <= 'Z') {
                digit = c - 'A' + 36;
            } else {
                throw new NotMangled();
            }
            // Crate hashes take all 64 bits; what is too large for that is too large for any use of the number.
            value = value * 62 + digit;
        }
    }

    private void backReference(Runnable body) {
        int start = at - 1;
        long target = base62();
        if (target < 0 || target >= start) {
            throw new NotMangled();
        }
        if (silent) {
            return;
        }
        int resume = at;
        at = (int) target;
        body.run();
        at = resume;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new NotMangled();
        }
    }

    private char next() {
        if (at >= symbol.length()) {
            throw new NotMangled();
        }
        return symbol.charAt(at++);
    }

    private boolean eat(char c) {
        if (at < symbol.length() && symbol.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void print(String text) {
        if (silent) {
            return;
        }
        out.append(text);
        if (out.length() > MAX_LENGTH) {
            throw new NotMangled();
        }
    }
}
