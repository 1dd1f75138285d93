package dev.wasmmaven.toolkit.toolchain;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A toolchain that answered; immutable.
 *
 * @param cargo cargo's executable, perhaps rustup's proxy
 * @param rustc rustc's executable, perhaps rustup's proxy
 * @param rustup rustup, if it manages this toolchain
 * @param name rustup's name for it, such as {@code stable-x86_64-unknown-linux-gnu}; empty without rustup
 * @param override the {@code +toolchain} to give to the proxies; empty: they choose by the crate's directory
 * @param version of rustc
 * @param commit that rustc was built from; empty where it does not say
 * @param cargoVersion as {@code cargo -V} says it
 * @param host triple of the machine that it runs on
 * @param sysroot {@code rustc --print sysroot}
 */
public record RustToolchain(
        Path cargo,
        Path rustc,
        Optional<Path> rustup,
        Optional<String> name,
        Optional<String> override,
        RustVersion version,
        Optional<Commit> commit,
        String cargoVersion,
        String host,
        Path sysroot) {

    /**
     * Where a compiler comes from.
     *
     * @param hash of the commit, in hexadecimal
     * @param date of the commit in UTC, {@code yyyy-mm-dd}; a nightly is named after the day after
     */
    public record Commit(String hash, String date) {}

    /** The day of the commit that rustc was built from; empty where it does not say. */
    public Optional<LocalDate> commitDate() {
        return commit.map(each -> LocalDate.parse(each.date()));
    }

    /** For messages: which rustc it is, a nightly with its date. */
    public String release() {
        return version
                + commitDate()
                        .filter(date -> version.isNightly())
                        .map(date -> " of " + date)
                        .orElse("");
    }

    /** For messages: rustup's name, or else where it is. */
    public String displayName() {
        return name.orElse(sysroot.toString());
    }

    /** Where the component {@code rust-src} has the sources of the standard library, a cargo workspace. */
    public Path stdSources() {
        return rustlib().resolve("src").resolve("rust").resolve("library");
    }

    /** Whether those sources are there. */
    public boolean hasStdSources() {
        return Files.isRegularFile(stdSources().resolve("Cargo.lock"));
    }

    /** Whether the standard library for a target is there; known from the files, so also without rustup. */
    public boolean hasStd(String target) {
        return hasStd(rustlib().resolve(target));
    }

    /** The targets whose standard library is there, sorted. */
    public List<String> installedTargets() {
        List<String> targets = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(rustlib(), Files::isDirectory)) {
            for (Path each : folders) {
                if (hasStd(each)) {
                    targets.add(each.getFileName().toString());
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        Collections.sort(targets);
        return targets;
    }

    /** Where the toolchain keeps its libraries, one folder for each target. */
    public Path rustlib() {
        return sysroot.resolve("lib").resolve("rustlib");
    }

    /** The start of a cargo command line. */
    public List<String> cargoCommand() {
        return override.map(toolchain -> List.of(cargo.toString(), "+" + toolchain))
                .orElse(List.of(cargo.toString()));
    }

    private static boolean hasStd(Path targetFolder) {
        Path lib = targetFolder.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(lib, "libcore-*.rlib")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }
}
