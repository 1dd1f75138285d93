package dev.wasmmaven.toolkit.interop;

import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The flags with which rustc has an SDK's clang link ({@code -Ctarget-feature=-crt-static}). The sysroot's own folders reach the linker
 * through clang only: as {@code -L} its empty stub archives ({@code libutil.a}, {@code librt.a}, …) would win over crates' libraries of the same
 * name.
 */
public final class SdkLinker {

    /** Whoever links brings libc and start code. */
    public static final String NO_CRT_STATIC = "-Ctarget-feature=-crt-static";

    private SdkLinker() {}

    /**
     * The flags.
     *
     * <p>For wasm32-wasip1 and its threads rustc passes start code and libc of its own toolchain, {@code -nostartfiles} and {@code
     * -nodefaultlibs}, with every version tried (1.95.0, 1.98.0). For components a wasi-sdk brings its own, {@code
     * -Clink-self-contained=no} keeps rustc's away, and the component's allocator must be exported by name; a clang of the system's
     * packages, which has no libc for them, links with that of the toolchain.
     */
    public static List<String> rustflags(WasiTarget target, SdkLayout layout, HostSystem system) {
        Sysroot sysroot = CVariables.sysroot(target, layout);
        List<String> flags = new ArrayList<>();
        flags.add(NO_CRT_STATIC);
        Optional<Path> driver = driver(target, layout, sysroot, system);
        flags.add("-Clinker=" + driver.orElse(layout.tools().clang()));
        if (driver.isEmpty()) {
            flags.add("-Clink-arg=--target=" + sysroot.clangTarget());
            layout.root().ifPresent(root -> flags.add("-Clink-arg=--sysroot=" + sysroot.directory()));
        }
        if (target.threads()) {
            flags.add("-Clink-arg=-pthread");
        }
        if (target == WasiTarget.WASIP2 || target == WasiTarget.WASIP3) {
            if (sysroot.libraries().isPresent()) {
                flags.add("-Clink-self-contained=no");
            }
            flags.add("-Clink-arg=-Wl,--export=cabi_realloc");
        }
        return List.copyOf(flags);
    }

    /** {@code bin/wasm32-wasip1-clang}, which knows its target and sysroot; not for a sysroot that the user has put in its place. */
    private static Optional<Path> driver(WasiTarget target, SdkLayout layout, Sysroot sysroot, HostSystem system) {
        String name = target.rustTarget() + "-clang";
        return layout.root()
                .filter(root -> sysroot.directory().startsWith(root))
                .map(root -> root.resolve("bin").resolve(system.windows() ? name + ".exe" : name))
                .filter(Files::isExecutable);
    }
}
