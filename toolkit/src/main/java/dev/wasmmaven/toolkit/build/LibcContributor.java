package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.std.CargoInternals;
import dev.wasmmaven.toolkit.std.LibcChoice;
import dev.wasmmaven.toolkit.std.LibcCrate;
import dev.wasmmaven.toolkit.std.LibcFetcher;
import dev.wasmmaven.toolkit.std.LibcRegistry;
import dev.wasmmaven.toolkit.std.PatchedStd;
import dev.wasmmaven.toolkit.std.StdPlan;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import dev.wasmmaven.toolkit.toolchain.RustVersion;
import dev.wasmmaven.toolkit.toolchain.ToolEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts another version of the crate libc into the user's crates and into the standard library. */
final class LibcContributor implements BuildContributor {

    @Override
    public CargoAdditions contribute(BuildContext context) {
        LibcChoice choice = context.request().std().libc();
        Optional<StdPlan.Compiled> std =
                context.std() instanceof StdPlan.Compiled compiled ? Optional.of(compiled) : Optional.empty();
        if (choice instanceof LibcChoice.None) {
            return CargoAdditions.NONE;
        }
        LibcFetcher fetcher = fetcher(context);
        if (choice instanceof LibcChoice.Automatic) {
            return std.flatMap(plan -> tooOld(plan).map(version -> {
                        context.listener()
                                .info("The standard library of this toolchain locks libc "
                                        + PatchedStd.lockedLibc(plan.sources()).orElse("?")
                                        + ", which does not know the target: it gets libc " + version);
                        return standardLibrary(context, fetcher.release(version), false);
                    }))
                    .orElse(CargoAdditions.NONE);
        }
        LibcCrate libc = libc(choice, fetcher);
        std.ifPresent(plan -> requireNewEnough(plan, libc));
        CargoAdditions crates = crates(context, libc);
        return std.map(plan -> crates.and(standardLibrary(context, libc, true))).orElse(crates);
    }

    private static LibcCrate libc(LibcChoice choice, LibcFetcher fetcher) {
        if (choice instanceof LibcChoice.Version release) {
            return fetcher.release(release.version());
        }
        if (choice instanceof LibcChoice.Directory directory) {
            return LibcFetcher.directory(directory.path());
        }
        return fetcher.git((LibcChoice.Git) choice);
    }

    /** The version that the standard library needs, if the one that it locks is older. */
    private static Optional<String> tooOld(StdPlan.Compiled plan) {
        return plan.row()
                .flatMap(Row::libcMinimum)
                .filter(minimum -> PatchedStd.lockedLibc(plan.sources())
                        .filter(locked -> isOlder(locked, minimum))
                        .isPresent());
    }

    private static void requireNewEnough(StdPlan.Compiled plan, LibcCrate libc) {
        plan.row()
                .flatMap(Row::libcMinimum)
                .filter(minimum -> isOlder(libc.version(), minimum))
                .ifPresent(minimum -> {
                    throw new ToolkitException(
                            DiagnosticId.LIBC_UNAVAILABLE,
                            "libc " + libc.version() + " is too old for this target: its standard library needs "
                                    + minimum,
                            "configure <libc>" + minimum + "</libc> (property wasm.libc) or a newer one");
                });
    }

    private static boolean isOlder(String version, String minimum) {
        return RustVersion.parse(version)
                .flatMap(one -> RustVersion.parse(minimum).map(other -> one.compareTo(other) < 0))
                .orElse(false);
    }

    private static CargoAdditions standardLibrary(BuildContext context, LibcCrate libc, boolean forCrates) {
        PatchedStd std = PatchedStd.of(context.toolchain(), libc, forCrates, context.cache(), context.listener());
        CargoAdditions.Builder additions = CargoAdditions.builder();
        if (!std.inSysroot() && context.request().provenance().reproducible()) {
            context.listener()
                    .warn(DiagnosticId.PLACE_DEPENDENT.code()
                            + ": the bytes of what is built depend on where our cache lies, because the standard library with another"
                            + " libc cannot be linked into the toolchain's folder "
                            + context.toolchain().sysroot()
                            + ". To get the same bytes everywhere, make that writable, or use a toolchain whose standard library"
                            + " needs no other libc; -Dwasm.reproducible=false silences this");
            additions.fact("stdDependsOnPlaceOf", "/wasm-maven-cache");
        }
        // The name that rustc itself uses wherever rust-src is not installed.
        context.toolchain()
                .commit()
                .ifPresent(commit -> additions.place(std.library(), "/rustc/" + commit.hash() + "/library"));
        return CargoInternals.standardLibrary(std.library()).and(additions.build());
    }

    /** The patch and a copy of {@code Cargo.lock}, which cargo may change as it likes. */
    private static CargoAdditions crates(BuildContext context, LibcCrate libc) {
        Path copy = context.metadata()
                .targetDirectory()
                .resolve("wasm-maven-plugin")
                .resolve("patched-libc")
                .resolve("Cargo.lock");
        Path own = context.metadata().workspaceRoot().resolve("Cargo.lock");
        try {
            if (Files.isRegularFile(own)) {
                AtomicFiles.writeString(copy, libc.locked(Files.readString(own)));
            } else {
                Files.createDirectories(copy.getParent());
                Files.deleteIfExists(copy);
            }
            RustVersion cargo = RustVersion.parse(
                            context.toolchain().cargoVersion().replaceFirst("^cargo (\\S+).*", "$1"))
                    .orElse(context.toolchain().version());
            return CargoInternals.lockFile(copy, cargo, context.runner(), arguments -> cargo(context, arguments))
                    .and(LibcRegistry.patch(libc, context.cache(), knownAs(libc)));
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "Cargo.lock and the sources of libc cannot be copied: " + e,
                    "check that cargo's target directory and the cache directory (WASM_MAVEN_CACHE) are writable",
                    e);
        }
    }

    private static String knownAs(LibcCrate libc) {
        return "the libc " + libc.version() + " in " + libc.directory();
    }

    private static LibcFetcher fetcher(BuildContext context) {
        return new LibcFetcher(
                context.cache(),
                context.runner(),
                context.listener(),
                arguments -> cargo(context, arguments),
                context.request().offline());
    }

    private static Command cargo(BuildContext context, List<String> arguments) {
        List<String> line = new ArrayList<>(context.toolchain().cargoCommand());
        line.addAll(arguments);
        return context.tools()
                .command(line)
                .withEnvironment(ToolEnvironment.path(
                        context.system(), context.toolchain().cargo()));
    }
}
