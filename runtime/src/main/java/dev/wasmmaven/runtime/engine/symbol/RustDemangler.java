package dev.wasmmaven.runtime.engine.symbol;

import java.util.Optional;

/** Rust symbol names as a person would write them; both schemes, without hashes. */
public final class RustDemangler {

    private RustDemangler() {}

    /** The readable form, or the name itself if it is not a mangled Rust name. */
    public static String demangle(String symbol) {
        String name = withoutLlvmSuffix(symbol);
        return LegacyMangling.demangle(name).or(() -> v0(name)).orElse(symbol);
    }

    private static Optional<String> v0(String name) {
        if (name.startsWith("_R")) {
            return V0Mangling.demangle(name.substring(2));
        }
        return Optional.empty();
    }

    /** ThinLTO makes local symbols unique by {@code .llvm.} and upper-case hexadecimal digits. */
    private static String withoutLlvmSuffix(String symbol) {
        int at = symbol.indexOf(".llvm.");
        if (at < 0) {
            return symbol;
        }
        boolean hash = symbol.chars()
                .skip(at + 6L)
                .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || c == '@');
        return hash ? symbol.substring(0, at) : symbol;
    }
}
