package dev.wasmmaven.sdk.inspect;

import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for a target's headers and libraries in a sysroot. */
final class SysrootInspector {

    private final Path directory;
    private final boolean sharedWithHost;
    private final boolean headersServeOthers;
    private final Set<WasiTarget> linkedByRust;
    private final boolean interim;

    /**
     * @param directory the sysroot
     * @param sharedWithHost it holds the host's own headers too, as {@code /usr} does, so that clang must not search all of it
     * @param headersServeOthers the headers of wasip1 may be used for wasip1-threads and wasip2, as was tried with the
     *     headers of Debian's wasi-libc
     * @param linkedByRust targets that are linked with the libc of the Rust toolchain, so that headers are enough to link
     * @param interim C for WASI 0.3 is that of WASI 0.2, see {@link SdkRequest#interim}
     */
    SysrootInspector(
            Path directory,
            boolean sharedWithHost,
            boolean headersServeOthers,
            Set<WasiTarget> linkedByRust,
            boolean interim) {
        this.directory = directory;
        this.sharedWithHost = sharedWithHost;
        this.headersServeOthers = headersServeOthers;
        this.linkedByRust = linkedByRust;
        this.interim = interim;
    }

    /** All sysroots that serve the request's use, among them perhaps those that were asked for. */
    Map<WasiTarget, Sysroot> find(SdkRequest.Use use) {
        Map<WasiTarget, Sysroot> found = new EnumMap<>(WasiTarget.class);
        for (WasiTarget target : WasiTarget.values()) {
            names(target).stream()
                    .flatMap(name -> sysroot(target, name, use).stream())
                    .findFirst()
                    .ifPresent(sysroot -> found.put(target, sysroot));
        }
        return found;
    }

    private Set<String> names(WasiTarget target) {
        Set<String> names = new LinkedHashSet<>(target.sysrootNames());
        if (isInterim(target)) {
            names.addAll(WasiTarget.WASIP2.sysrootNames());
        }
        if (headersServeOthers && (isInterim(target) || target != WasiTarget.WASIP3)) {
            names.addAll(WasiTarget.WASIP1.sysrootNames());
        }
        return names;
    }

    private boolean isInterim(WasiTarget target) {
        return target == WasiTarget.WASIP3 && interim;
    }

    private Optional<Sysroot> sysroot(WasiTarget target, String name, SdkRequest.Use use) {
        Path libraries = directory.resolve("lib").resolve(name);
        boolean linkable = target.sysrootNames().contains(name)
                && Files.isRegularFile(libraries.resolve("libc.a"))
                && (Files.isRegularFile(libraries.resolve("crt1-command.o"))
                        || Files.isRegularFile(libraries.resolve("crt1.o")));
        if (use == SdkRequest.Use.LINK && !linkable && !linkedByRust.contains(target)) {
            return Optional.empty();
        }
        return headers(name, linkable)
                .map(headers -> new Sysroot(
                        target,
                        directory,
                        clangTarget(target, name),
                        flags(target, name, headers),
                        cxxFlags(headers),
                        cxxLibraries(target, name),
                        linkable ? Optional.of(libraries) : Optional.empty()));
    }

    /** Up to release 21 all targets share {@code include}; from 22 on each has a folder of its own in there. */
    private Optional<Path> headers(String name, boolean linkable) {
        Path own = directory.resolve("include").resolve(name);
        if (Files.isRegularFile(own.resolve("stdio.h"))) {
            return Optional.of(own);
        }
        Path shared = directory.resolve("include");
        boolean old = !sharedWithHost && linkable && Files.isRegularFile(shared.resolve("stdio.h"));
        return old ? Optional.of(shared) : Optional.empty();
    }

    /** Headers of the C++ library that clang does not look for by itself, because it is not told a sysroot. */
    private List<String> cxxFlags(Path headers) {
        Path cxx = headers.resolve("c++").resolve("v1");
        return sharedWithHost && Files.isDirectory(cxx) ? List.of("-isystem", cxx.toString()) : List.of();
    }

    /** Libraries are not borrowed: those of wasip1 know no shared memory. */
    private Optional<Path> cxxLibraries(WasiTarget target, String name) {
        Path libraries = directory.resolve("lib").resolve(name);
        boolean own = target.sysrootNames().contains(name);
        return sharedWithHost && own && Files.isRegularFile(libraries.resolve("libc++.a"))
                ? Optional.of(libraries)
                : Optional.empty();
    }

    /** Where clang finds a sysroot's folders by the target's name, it must be the folders' name, which newer clangs warn of. */
    private String clangTarget(WasiTarget target, String name) {
        if (isInterim(target) && !target.sysrootNames().contains(name)) {
            // A clang of that time knows no other WASI, and would not define __wasi__.
            return WasiTarget.WASIP2.rustTarget();
        }
        return target.sysrootNames().contains(name) && !sharedWithHost ? name : target.rustTarget();
    }

    private List<String> flags(WasiTarget target, String name, Path headers) {
        List<String> flags = new ArrayList<>();
        flags.add("--target=" + clangTarget(target, name));
        boolean borrowed = !target.sysrootNames().contains(name);
        if (sharedWithHost || borrowed) {
            // Without -nostdlibinc a header that WASI lacks would be taken from the host's /usr/include.
            flags.addAll(List.of("-nostdlibinc", "-isystem"));
            flags.add(headers.toString());
        } else {
            flags.add("--sysroot=" + directory);
        }
        if (target.threads()) {
            flags.addAll(List.of("-pthread", "-matomics", "-mbulk-memory"));
        }
        return flags;
    }
}
