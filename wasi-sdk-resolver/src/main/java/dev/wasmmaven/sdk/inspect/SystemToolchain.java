package dev.wasmmaven.sdk.inspect;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.SdkTools;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.inspect.Inspection.Accepted;
import dev.wasmmaven.sdk.inspect.Inspection.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Composes an SDK of what the system has: a clang with the WebAssembly back end, and WASI headers. That is enough for C in Rust
 * crates, since Rust brings libc and start code itself. Tried with Debian's clang-22, lld-22 and wasi-libc.
 */
public final class SystemToolchain {

    private static final int NEWEST_CLANG = 40;
    private static final int OLDEST_CLANG = 11;

    private final ClangProbe probe;
    private final List<Path> programFolders;

    /**
     * @param probe starts compilers
     * @param programFolders where programs are looked for, in order: the folders of {@code PATH}
     */
    public SystemToolchain(ClangProbe probe, List<Path> programFolders) {
        this.probe = probe;
        this.programFolders = List.copyOf(programFolders);
    }

    /** Composes an SDK of a clang and the first of these sysroots that serves. */
    public Inspection compose(List<Path> sysrootFolders, SdkRequest request) {
        List<String> reasons = new ArrayList<>();
        for (Path folder : sysrootFolders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            boolean shared = isHosts(folder);
            Map<WasiTarget, Sysroot> sysroots = new SysrootInspector(
                            folder, shared, true, request.rustLibc(), request.interim())
                    .find(request.use());
            if (sysroots.isEmpty()) {
                continue;
            }
            Optional<String> missing = SdkInspector.missing(folder, sysroots, request);
            if (missing.isEmpty()) {
                return withClang(sysroots, request);
            }
            reasons.add(missing.get());
        }
        return new Rejected(
                reasons.isEmpty()
                        ? "there are no WASI headers in "
                                + String.join(
                                        ", ",
                                        sysrootFolders.stream()
                                                .map(Path::toString)
                                                .toList())
                        : String.join("; ", reasons));
    }

    /** Whether the host's own headers are in there too: a sysroot of an old SDK has {@code stdio.h} in the same place. */
    private static boolean isHosts(Path folder) {
        Path headers = folder.resolve("include");
        boolean flat = Files.isRegularFile(headers.resolve("stdio.h"));
        boolean onlyWasi = Files.isDirectory(headers.resolve("wasi"));
        return "/usr".equals(folder.toString()) || (flat && !onlyWasi);
    }

    private Inspection withClang(Map<WasiTarget, Sysroot> sysroots, SdkRequest request) {
        List<String> reasons = new ArrayList<>();
        for (Path clang : compilers(request.platform())) {
            ClangProbe.Answer answer = probe.version(clang);
            if (answer.version().isEmpty()) {
                reasons.add(answer.problem());
            } else if (!compiles(clang)) {
                reasons.add("'" + clang + "' cannot compile for WebAssembly");
            } else {
                return complete(clang, answer.version().get(), sysroots, request);
            }
        }
        return new Rejected(
                reasons.isEmpty() ? "there are WASI headers but no clang on the PATH" : String.join("; ", reasons));
    }

    private Inspection complete(Path clang, String version, Map<WasiTarget, Sysroot> sysroots, SdkRequest request) {
        String suffix = suffix(clang, request.platform());
        SdkTools tools = new SdkTools(
                clang,
                tool(clang, "clang++", suffix, request.platform()),
                tool(clang, "llvm-ar", suffix, request.platform()),
                tool(clang, "wasm-ld", suffix, request.platform()),
                version);
        if (request.use() == SdkRequest.Use.LINK && tools.linker().isEmpty()) {
            return new Rejected("there is '" + clang + "' but no wasm-ld (package lld)");
        }
        return new Accepted(new SdkLayout(Optional.empty(), Optional.empty(), tools, sysroots));
    }

    private List<Path> compilers(HostPlatform platform) {
        // Newest first; the plain name last, since it is often the distribution's old default.
        List<String> names = Stream.concat(
                        IntStream.iterate(NEWEST_CLANG, i -> i >= OLDEST_CLANG, i -> i - 1)
                                .mapToObj(i -> "clang-" + i),
                        Stream.of("clang"))
                .toList();
        return names.stream()
                .flatMap(name -> programFolders.stream()
                        .map(folder -> folder.resolve(platform.executable(name)))
                        .filter(Files::isExecutable)
                        .limit(1))
                .toList();
    }

    private boolean compiles(Path clang) {
        Path scratch = null;
        try {
            scratch = Files.createTempFile("wasi-clang", ".o");
            return probe.compilesFor(clang, "wasm32-wasi", scratch);
        } catch (IOException e) {
            return false;
        } finally {
            delete(scratch);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // An object file of a few bytes in the system's temporary folder harms nobody.
            file.toFile().deleteOnExit();
        }
    }

    private static String suffix(Path clang, HostPlatform platform) {
        String name = String.valueOf(clang.getFileName());
        String plain = platform.executable("clang");
        return name.equals(plain) ? "" : name.replace(".exe", "").substring("clang".length());
    }

    /** The tool of the same LLVM as the clang, else any. */
    private Optional<Path> tool(Path clang, String name, String suffix, HostPlatform platform) {
        Stream<Path> beside =
                Stream.of(name + suffix, name).map(each -> clang.resolveSibling(platform.executable(each)));
        Stream<Path> onPath = Stream.of(name + suffix, name)
                .flatMap(each -> programFolders.stream().map(folder -> folder.resolve(platform.executable(each))));
        return Stream.concat(beside, onPath).filter(Files::isExecutable).findFirst();
    }
}
