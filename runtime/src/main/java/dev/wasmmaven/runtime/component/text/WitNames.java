package dev.wasmmaven.runtime.component.text;

import java.util.Optional;
import java.util.Set;

/** Names as WIT writes them. */
final class WitNames {

    private static final Set<String> KEYWORDS = Set.of(
            "use",
            "type",
            "func",
            "u8",
            "u16",
            "u32",
            "u64",
            "s8",
            "s16",
            "s32",
            "s64",
            "f32",
            "f64",
            "float32",
            "float64",
            "char",
            "resource",
            "record",
            "flags",
            "variant",
            "enum",
            "bool",
            "string",
            "option",
            "result",
            "future",
            "stream",
            "list",
            "own",
            "borrow",
            "_",
            "as",
            "from",
            "static",
            "interface",
            "tuple",
            "world",
            "import",
            "export",
            "package",
            "with",
            "include",
            "constructor",
            "error-context",
            "async",
            "map");

    private WitNames() {}

    /** A label; one that is a keyword has a percent sign before it. */
    static String escape(String label) {
        return KEYWORDS.contains(label) ? "%" + label : label;
    }

    /**
     * An interface name's parts.
     *
     * @param qualifier namespaces and package, such as {@code wasi:io}
     * @param version with its {@code @}, or empty
     */
    record Interface(String qualifier, String name, String version) {

        /** The parts of a name that is one of an interface. */
        static Optional<Interface> of(String text) {
            int at = text.indexOf('@');
            String path = at < 0 ? text : text.substring(0, at);
            int slash = path.indexOf('/');
            return path.indexOf(':') < 0 || slash < 0
                    ? Optional.empty()
                    : Optional.of(new Interface(
                            path.substring(0, slash), path.substring(slash + 1), at < 0 ? "" : text.substring(at)));
        }

        /** The package that it is in, such as {@code wasi:io@0.2.0}. */
        String inPackage() {
            return qualifier + version;
        }

        /** How an interface of a package refers to it. */
        String seenFrom(String other) {
            return other.equals(inPackage()) ? escape(name) : qualifier + "/" + escape(name) + version;
        }
    }
}
