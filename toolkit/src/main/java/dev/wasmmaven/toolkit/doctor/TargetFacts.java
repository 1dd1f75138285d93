package dev.wasmmaven.toolkit.doctor;

import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A target with the toolchain in use.
 *
 * @param name rustc target triple
 * @param requested whether the project is built for it
 * @param std how its standard library stands
 * @param known what the compatibility table says of it; empty for targets that are not WASI's
 * @param c what is found for C; empty: the target is not requested, or C is none of its business
 */
public record TargetFacts(String name, boolean requested, Std std, Optional<Row> known, Optional<CFacts> c) {

    /** How a target's standard library stands. */
    public enum Std {
        INSTALLED("the standard library is installed"),
        COMPILED("the standard library is compiled with the crate (-Zbuild-std)"),
        INSTALLABLE("the standard library is not installed; rustup may have it"),
        UNAVAILABLE("no standard library that this toolchain can use");

        private final String text;

        Std(String text) {
            this.text = text;
        }

        /** One sentence for people. */
        public String text() {
            return text;
        }
    }

    /** The sysroot that an SDK has for this target. */
    Optional<Path> sysroot(SdkLayout layout) {
        return layout.sysroots().values().stream()
                .filter(each -> each.target().rustTarget().equals(name))
                .map(each -> each.directory())
                .findFirst();
    }
}
