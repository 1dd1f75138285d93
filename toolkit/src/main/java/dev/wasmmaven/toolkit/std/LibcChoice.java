package dev.wasmmaven.toolkit.std;

import java.nio.file.Path;
import java.util.Optional;

/** Which version of the crate libc takes the place of the one that Cargo.lock files name. */
public sealed interface LibcChoice {

    /** A newer one for the standard library where that is compiled and does not compile with its own; else none. */
    record Automatic() implements LibcChoice {}

    /** None. */
    record None() implements LibcChoice {}

    /**
     * A released version.
     *
     * @param version such as {@code 0.2.177}
     */
    record Version(String version) implements LibcChoice {}

    /**
     * A folder with its sources.
     *
     * @param path absolute
     */
    record Directory(Path path) implements LibcChoice {}

    /**
     * A commit of a git repository.
     *
     * @param url of the repository
     * @param revision a commit, tag or branch; empty: the default branch
     */
    record Git(String url, Optional<String> revision) implements LibcChoice {}
}
