package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkRequest.Use;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.sdk.SdkNeed;
import dev.wasmmaven.toolkit.sdk.SdkProgress;
import dev.wasmmaven.toolkit.std.CLibraryFiles;
import dev.wasmmaven.toolkit.std.PanicStrategy;
import dev.wasmmaven.toolkit.std.StdPlan;
import dev.wasmmaven.toolkit.toolchain.Compatibility.CLibrary;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolchainProvisioner;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Has cargo compile the standard library where none is shipped, and gives the linker a C library for it. */
final class StdContributor implements BuildContributor {

    @Override
    public CargoAdditions contribute(BuildContext context) {
        CargoAdditions panic = context.request()
                .std()
                .panic()
                .map(strategy ->
                        CargoAdditions.builder().rustflag(strategy.rustflag()).build())
                .orElse(CargoAdditions.NONE);
        if (!(context.std() instanceof StdPlan.Compiled compiled)) {
            return panic;
        }
        CargoAdditions compile = panic.and(compile(context, compiled.panic()));
        boolean links = context.purpose() != BuildContext.Purpose.CHECK
                && context.request().interop().mode() != InteropMode.NO_CRT_STATIC
                // Whoever has a linker of his own, or a place of the C library, has told it where everything is.
                && !OwnLinker.isToldOfLibraries(context);
        return links ? compile.and(cLibrary(context, compiled)) : compile;
    }

    private static CargoAdditions compile(BuildContext context, PanicStrategy panic) {
        CargoAdditions.Builder additions = CargoAdditions.builder();
        boolean tests = context.purpose() == BuildContext.Purpose.TEST;
        additions.argument("-Zbuild-std=std,"
                + (panic == PanicStrategy.UNWIND ? "panic_unwind" : "panic_abort")
                + (tests ? ",test" : ""));
        if (!context.toolchain().version().isNightly()) {
            additions.variable("RUSTC_BOOTSTRAP", "1");
        }
        if (tests || panic == PanicStrategy.UNWIND) {
            // With panic = "abort" in the profile std would be compiled twice, and libtest would meet both; or cargo
            // would say abort
            // where the flags say unwind.
            additions.defaultVariable(
                    "CARGO_PROFILE_" + decidingProfile(context.request().profile()) + "_PANIC", "unwind");
        }
        return additions.build();
    }

    /** The profile that has the say on panics: {@code test} and {@code bench} take it from the one that they inherit from. */
    private static String decidingProfile(String profile) {
        String deciding = switch (profile) {
            case "test" -> "dev";
            case "bench" -> "release";
            default -> profile;
        };
        return deciding.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static CargoAdditions cLibrary(BuildContext context, StdPlan.Compiled std) {
        Optional<Row> row = std.row();
        if (row.isEmpty()) {
            return CargoAdditions.NONE;
        }
        FolderCache cache = context.cache();
        String target = context.request().target();
        boolean unwinder = std.panic() == PanicStrategy.UNWIND;
        Predicate<Path> complete = folder -> CLibraryFiles.in(folder, unwinder);
        Optional<Path> found = context.configuration()
                .get()
                .wasiRoot(target)
                .map(root -> Path.of(root).resolve("lib").resolve(target))
                .filter(complete)
                .or(() -> own(context.toolchain(), row.get(), complete))
                .or(() -> lent(context, row.get(), complete))
                .or(() -> ofSdk(context, row.get(), complete));
        return CLibraryFiles.link(found.orElseThrow(() -> notLent(context)), unwinder, cache);
    }

    /** The toolchain's own, if it has one that fits: the best match. */
    private static Optional<Path> own(RustToolchain toolchain, Row row, Predicate<Path> complete) {
        Stream<String> targets = row.lender()
                .map(lender -> Stream.of(row.target(), lender.target()))
                .orElse(Stream.of(row.target()));
        return targets.map(name -> selfContained(toolchain, name))
                .filter(complete)
                .findFirst();
    }

    private static Optional<Path> lent(BuildContext context, Row row, Predicate<Path> complete) {
        return row.lender()
                .flatMap(lender -> new ToolchainProvisioner(context.system(), context.runner())
                        .ensureLender(context.tools(), lender.toolchain(), lender.target(), context.listener())
                        .map(toolchain -> selfContained(toolchain, lender.target()))
                        .filter(complete)
                        .map(folder -> {
                            context.listener()
                                    .info("Linking with the C library of " + lender.target() + " from Rust "
                                            + lender.toolchain());
                            return folder;
                        }));
    }

    private static Path selfContained(RustToolchain toolchain, String target) {
        return toolchain.rustlib().resolve(target).resolve("lib").resolve("self-contained");
    }

    private static Optional<Path> ofSdk(BuildContext context, Row row, Predicate<Path> complete) {
        Optional<WasiTarget> target = WasiTarget.ofRust(row.target());
        if (row.cLibrary() != CLibrary.WASI_SDK || target.isEmpty()) {
            return Optional.empty();
        }
        BuildListener listener = context.listener();
        try {
            ResolvedSdk sdk = context.request()
                    .sdk()
                    .find(
                            new SdkNeed(
                                    target.get(),
                                    Use.LINK,
                                    row.wasiSdk(),
                                    SdkNeed.RustLibc.NONE,
                                    !context.request().offline()),
                            context.system(),
                            context.runner(),
                            new SdkProgress(listener::info, listener::warn, listener::debug));
            listener.info("C library for " + row.target() + ": " + sdk.summary());
            return Optional.ofNullable(sdk.layout().sysroots().get(target.get()))
                    .flatMap(Sysroot::libraries)
                    .filter(complete);
        } catch (SdkException e) {
            throw new ToolkitException(
                    DiagnosticId.C_LIBRARY_MISSING,
                    "rustc " + context.toolchain().release() + " links " + row.target()
                            + " only with a C library of the cooperative-threads ABI; this toolchain brings none, and no"
                            + " wasi-sdk that has one can be had: " + e.getMessage(),
                    "give a wasi-sdk " + oldest(row) + " or later: <sdk>" + oldest(row)
                            + "</sdk> (property wasm.sdk) or WASI_SDK_PATH; or build with an earlier nightly, which needs"
                            + " none: <toolchain>nightly-2026-05-20</toolchain>",
                    e);
        }
    }

    private static String oldest(Row row) {
        return row.wasiSdk().lower().map(lower -> String.valueOf(lower.major())).orElse("");
    }

    private static ToolkitException notLent(BuildContext context) {
        String target = context.request().target();
        return new ToolkitException(
                DiagnosticId.C_LIBRARY_MISSING,
                "rustc " + context.toolchain().release() + " compiles the standard library for " + target
                        + ", but there is no C library to link it with, and no rustup to get one of",
                "install Rust with rustup (https://rustup.rs), or configure target." + target
                        + ".linker in .cargo/config.toml");
    }
}
