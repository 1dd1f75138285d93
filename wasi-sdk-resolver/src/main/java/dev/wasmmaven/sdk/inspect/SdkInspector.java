package dev.wasmmaven.sdk.inspect;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.SdkTools;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.inspect.Inspection.Accepted;
import dev.wasmmaven.sdk.inspect.Inspection.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks inside a directory: is it a wasi-sdk, of a version that will do, whose clang runs on this machine, with the sysroots
 * that are needed?
 */
public final class SdkInspector {

    private static final String SYSROOT = "share/wasi-sysroot";

    private final ClangProbe probe;

    /** An inspector that starts compilers through a probe. */
    public SdkInspector(ClangProbe probe) {
        this.probe = probe;
    }

    /** Inspects a directory that nothing else is known of. */
    public Inspection inspect(Path root, SdkRequest request) {
        return inspect(root, Optional.empty(), Optional.empty(), request);
    }

    /**
     * Inspects a directory.
     *
     * @param root the SDK's directory
     * @param known the version, where the directory came from a release whose version is known; it counts only if the directory does
     *     not tell one itself
     * @param otherSysroot a sysroot to use instead of the SDK's own
     * @param request what is needed
     */
    public Inspection inspect(
            Path root, Optional<WasiSdkVersion> known, Optional<Path> otherSysroot, SdkRequest request) {
        try {
            return inspectTree(root.toAbsolutePath().normalize(), known, otherSysroot, request);
        } catch (IOException e) {
            return new Rejected("'" + root + "' cannot be read: " + e);
        }
    }

    private Inspection inspectTree(
            Path root, Optional<WasiSdkVersion> known, Optional<Path> otherSysroot, SdkRequest request)
            throws IOException {
        if (!Files.isDirectory(root)) {
            return new Rejected("'" + root + "' " + (Files.exists(root) ? "is not a directory" : "does not exist"));
        }
        HostPlatform machine = request.platform();
        Path clang = root.resolve("bin").resolve(machine.executable("clang"));
        if (!Files.isRegularFile(clang)) {
            return new Rejected(noClang(root, clang));
        }
        Optional<WasiSdkVersion> version = VersionFile.read(root).or(() -> known);
        Optional<String> unfit = versionProblem(root, version, request);
        if (unfit.isPresent()) {
            return new Rejected(unfit.get());
        }
        Path sysroot = otherSysroot.orElse(root.resolve(SYSROOT));
        Map<WasiTarget, Sysroot> sysroots = new SysrootInspector(
                        sysroot, false, false, request.interim() ? request.rustLibc() : Set.of(), request.interim())
                .find(request.use());
        Optional<String> missing = missing(sysroot, sysroots, request);
        if (missing.isPresent()) {
            return new Rejected(missing.get());
        }
        Optional<ExecutableFormat> format = ExecutableFormat.read(clang);
        if (format.isPresent() && !format.get().runsOn(machine)) {
            return new Rejected("'" + clang + "' is for " + format.get() + ", this machine is " + machine);
        }
        ClangProbe.Answer answer = probe.version(clang);
        if (answer.version().isEmpty()) {
            return new Rejected("its clang does not run: " + answer.problem());
        }
        SdkTools tools = new SdkTools(
                clang,
                tool(root, machine, "clang++"),
                tool(root, machine, "llvm-ar").or(() -> tool(root, machine, "ar")),
                tool(root, machine, "wasm-ld"),
                answer.version().get());
        return new Accepted(new SdkLayout(Optional.of(root), version, tools, sysroots));
    }

    /** A frequent slip is to name the folder that holds the SDK's folder. */
    private static String noClang(Path root, Path clang) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            Optional<Path> inner = children.filter(child ->
                            Files.isDirectory(child.resolve("bin")) && Files.isDirectory(child.resolve(SYSROOT)))
                    .findFirst();
            return "there is no '" + clang + "'"
                    + inner.map(path -> "; did you mean '" + path + "'?").orElse("");
        }
    }

    private static Optional<String> versionProblem(Path root, Optional<WasiSdkVersion> version, SdkRequest request) {
        if (version.isEmpty()) {
            return request.versions().lower().isEmpty() && request.versions().contains(WasiSdkVersion.of(1, 0))
                    ? Optional.empty()
                    : Optional.of("the version of '" + root + "' cannot be told, and " + request.versions()
                            + " is needed: it has no VERSION file (releases 20, 21, 23 and 24 have none) and its directory is"
                            + " not named as the release is, such as wasi-sdk-24.0");
        }
        if (request.versions().contains(version.get())) {
            return Optional.empty();
        }
        String how = request.versions().exact().isPresent()
                ? "not the one that is needed: "
                : request.versions().isTooOld(version.get()) ? "too old: needed is " : "too new: needed is ";
        return Optional.of("'" + root + "' is version " + version.get() + ", " + how + request.versions());
    }

    static Optional<String> missing(Path sysroot, Map<WasiTarget, Sysroot> sysroots, SdkRequest request) {
        List<WasiTarget> missing = request.targets().stream()
                .filter(target -> !sysroots.containsKey(target))
                .sorted()
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        WasiTarget first = missing.get(0);
        String names = String.join(" or ", first.sysrootNames());
        return Optional.of("'" + sysroot + "' has no "
                + (request.use() == SdkRequest.Use.LINK ? "libraries (crt1-command.o, libc.a) and headers" : "headers")
                + " for " + first + " (folder " + names + "), which wasi-sdk has from " + first.firstRelease() + " on");
    }

    private static Optional<Path> tool(Path root, HostPlatform machine, String name) {
        Path path = root.resolve("bin").resolve(machine.executable(name));
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }
}
