package dev.wasmmaven.toolkit.std;

import java.util.Optional;

/**
 * What a project says of the standard library; immutable.
 *
 * @param buildStd whether it is compiled
 * @param bootstrap whether a stable or beta toolchain is made to take unstable options ({@code RUSTC_BOOTSTRAP=1})
 * @param libc which version of the crate libc
 * @param panic what panics do; empty: what the user's flags for rustc say
 */
public record StdSettings(BuildStd buildStd, boolean bootstrap, LibcChoice libc, Optional<PanicStrategy> panic) {

    /** What is needed, by stable means only. */
    public static final StdSettings DEFAULT =
            new StdSettings(BuildStd.AUTO, false, new LibcChoice.Automatic(), Optional.empty());
}
