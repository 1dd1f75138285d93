package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkRequest.Use;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.interop.CDependencies;
import dev.wasmmaven.toolkit.interop.CVariables;
import dev.wasmmaven.toolkit.interop.CmakeToolchain;
import dev.wasmmaven.toolkit.interop.CxxSysroot;
import dev.wasmmaven.toolkit.interop.MemoryLimit;
import dev.wasmmaven.toolkit.interop.SdkLinker;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import dev.wasmmaven.toolkit.sdk.SdkFinder;
import dev.wasmmaven.toolkit.sdk.SdkNeed;
import dev.wasmmaven.toolkit.sdk.SdkNeed.RustLibc;
import dev.wasmmaven.toolkit.sdk.SdkProgress;
import dev.wasmmaven.toolkit.toolchain.Compatibility;
import dev.wasmmaven.toolkit.toolchain.Compatibility.CLibrary;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/** Finds a C toolchain where a build needs one, tells build scripts of it, and has its clang link if that is asked for. */
final class InteropContributor implements BuildContributor {

    private static final String WASI_SDK = "/wasi-sdk";
    private static final String WASI_SYSROOT = "/wasi-sysroot";

    @Override
    public CargoAdditions contribute(BuildContext context) {
        Interop interop = context.request().interop();
        CargoAdditions.Builder flags = CargoAdditions.builder();
        boolean links = interop.mode() == InteropMode.NO_CRT_STATIC;
        interop.maxMemory()
                .ifPresent(bytes -> MemoryLimit.rustflags(bytes, links).forEach(flags::rustflag));
        return toolchain(context).map(c -> c.and(flags.build())).orElseGet(flags::build);
    }

    /** What a C toolchain adds; empty: none is needed, or there is none and nobody insists. */
    private static Optional<CargoAdditions> toolchain(BuildContext context) {
        Optional<WasiTarget> target = WasiTarget.ofRust(context.request().target());
        InteropMode mode = context.request().interop().mode();
        if (target.isEmpty() || mode == InteropMode.NONE) {
            return Optional.empty();
        }
        if (mode != InteropMode.AUTO) {
            return Optional.of(additions(context, target.get(), true));
        }
        return automatic(context, target.get());
    }

    private static Optional<CargoAdditions> automatic(BuildContext context, WasiTarget target) {
        Optional<SortedSet<String>> helpers = CDependencies.in(lockFile(context));
        if (helpers.isPresent() && helpers.get().isEmpty()) {
            return Optional.empty();
        }
        if (CVariables.areSet(target, context.system())) {
            context.listener().debug("C: the environment names a compiler for " + target + ", which is used as it is");
            return Optional.empty();
        }
        boolean configured = !(context.request().sdk().settings().choice() instanceof SdkChoice.OnMachine);
        try {
            return Optional.of(additions(context, target, configured));
        } catch (SdkException e) {
            // Nobody asked for one, and Cargo.lock names the packages of other targets too: perhaps no C is compiled
            // for this one.
            if (configured || e instanceof SdkException.Interrupted) {
                throw e;
            }
            context.listener().debug("C: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Path lockFile(BuildContext context) {
        return context.metadata().workspaceRoot().resolve("Cargo.lock");
    }

    private static CargoAdditions additions(BuildContext context, WasiTarget target, boolean mayDownload) {
        SdkFinder finder = context.request().sdk();
        boolean dynamic = context.request().interop().mode() == InteropMode.NO_CRT_STATIC;
        boolean links = dynamic && !OwnLinker.isConfigured(context);
        SdkNeed need = need(context.toolchain(), target, links ? Use.LINK : Use.COMPILE, mayDownload);
        BuildListener listener = context.listener();
        ResolvedSdk sdk = finder.find(
                need,
                context.system(),
                context.runner(),
                new SdkProgress(listener::info, listener::warn, listener::debug));
        String found = "C for " + target + ": " + sdk.summary();
        if (mayDownload || CDependencies.in(lockFile(context)).isPresent()) {
            listener.info(found);
        } else {
            listener.debug(found);
        }
        CargoAdditions variables = variables(context, target, sdk);
        CargoAdditions.Builder flags = CargoAdditions.builder().fact("wasiSdk", origin(sdk));
        sdk.layout().root().ifPresent(root -> {
            flags.place(root, WASI_SDK);
            Path sysroot = CVariables.sysroot(target, sdk.layout()).directory();
            if (!sysroot.startsWith(root)) {
                flags.place(sysroot, WASI_SYSROOT);
            }
        });
        if (links) {
            SdkLinker.rustflags(target, sdk.layout(), context.system()).forEach(flags::rustflag);
        } else if (dynamic) {
            listener.info("Linking with the linker of your cargo configuration");
            flags.rustflag(SdkLinker.NO_CRT_STATIC);
        }
        return variables.and(flags.build());
    }

    /** What the build manifest tells: which release, by its bytes if they are known; no path. */
    private static String origin(ResolvedSdk sdk) {
        return sdk.layout().version().map(version -> "wasi-sdk " + version).orElse("composed of system packages")
                + ", clang " + sdk.layout().tools().clangVersion()
                + sdk.digest().map(digest -> ", archive " + digest).orElse("");
    }

    static SdkNeed need(RustToolchain toolchain, WasiTarget target, Use use, boolean mayDownload) {
        return need(Optional.of(toolchain), target, use, mayDownload);
    }

    /** Of no toolchain only what is true of all is known; the one to come is taken to bring its libc. */
    static SdkNeed need(Optional<RustToolchain> toolchain, WasiTarget target, Use use, boolean mayDownload) {
        Optional<Row> row = toolchain.flatMap(each -> Compatibility.builtIn().find(target.rustTarget(), each));
        WasiSdkRange versions = row.map(Row::wasiSdk).orElse(WasiSdkRange.atLeast(target.firstRelease()));
        boolean interim = target == WasiTarget.WASIP3
                && row.filter(known -> known.cLibrary() == CLibrary.LENT).isPresent();
        RustLibc libc = interim
                ? RustLibc.INTERIM
                : toolchain
                                .map(each -> Files.isRegularFile(rustLibc(each, target)))
                                .orElse(true)
                        ? RustLibc.OWN
                        : RustLibc.NONE;
        return new SdkNeed(target, use, versions, libc, mayDownload);
    }

    private static Path rustLibc(RustToolchain toolchain, WasiTarget target) {
        return toolchain
                .rustlib()
                .resolve(target.rustTarget())
                .resolve("lib")
                .resolve("self-contained")
                .resolve("libc.a");
    }

    private static CargoAdditions variables(BuildContext context, WasiTarget target, ResolvedSdk sdk) {
        try {
            Optional<Path> cxx = CxxSysroot.in(context.cache(), target, sdk.layout());
            Path libc = rustLibc(context.toolchain(), target);
            Optional<Path> rustLibc =
                    Files.isRegularFile(libc) ? Optional.ofNullable(libc.getParent()) : Optional.empty();
            Path cmake = CmakeToolchain.in(context.cache(), target, sdk.layout(), cxx, rustLibc);
            return CVariables.of(target, sdk.layout(), cxx, cmake, context.system());
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.SDK_CACHE_FAILED,
                    "cannot write to '" + context.system().cacheHome() + "': " + e,
                    "check that the directory is writable and the disk is not full, or name another in WASM_MAVEN_CACHE",
                    e);
        }
    }
}
