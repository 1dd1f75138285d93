package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest.Use;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.resolve.SurveyLine;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.doctor.CFacts;
import dev.wasmmaven.toolkit.doctor.Finding;
import dev.wasmmaven.toolkit.interop.CDependencies;
import dev.wasmmaven.toolkit.interop.CVariables;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import dev.wasmmaven.toolkit.sdk.SdkNeed;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What the doctor finds of C: whether the crate needs a toolchain for it, which places have one, which is chosen, why the others lost. */
final class SdkExamination {

    private static final String SUBJECT = "wasi-sdk";
    private static final String REMEDY =
            "if C is to be compiled: configure a wasi-sdk to be downloaded (<sdk>34</sdk>, property wasm.sdk), set WASI_SDK_PATH to one,"
                    + " or install clang, lld, llvm and wasi-libc of your system";

    private final CommandRunner runner;
    private final List<Finding> findings;

    /**
     * @param runner starts compilers
     * @param findings where notes and problems are added
     */
    SdkExamination(CommandRunner runner, List<Finding> findings) {
        this.runner = runner;
        this.findings = findings;
    }

    /** Empty: the target is not WASI's, or the project has no C. */
    Optional<CFacts> examine(
            BuildRequest request, Optional<Path> crate, Optional<RustToolchain> toolchain, HostSystem system) {
        Optional<WasiTarget> target = WasiTarget.ofRust(request.target());
        InteropMode mode = request.interop().mode();
        if (target.isEmpty() || mode == InteropMode.NONE) {
            return Optional.empty();
        }
        // A build with auto goes on without: Cargo.lock names the packages of other targets, too.
        boolean insists =
                mode != InteropMode.AUTO || !(request.sdk().settings().choice() instanceof SdkChoice.OnMachine);
        boolean links = mode == InteropMode.NO_CRT_STATIC;
        SdkNeed need = InteropContributor.need(toolchain, target.get(), links ? Use.LINK : Use.COMPILE, insists);
        String why = why(mode, crate, target.get(), system);
        List<SurveyLine> survey;
        try {
            survey = request.sdk().survey(need, system, runner);
        } catch (SdkException e) {
            findings.add(Finding.problem(SUBJECT, e));
            return Optional.of(new CFacts(mode.toString(), why, List.of()));
        }
        if (survey.stream().allMatch(line -> line.state() == SurveyLine.State.REJECTED)) {
            findings.add(none(request, need, insists, system));
        }
        return Optional.of(new CFacts(mode.toString(), why, survey));
    }

    private Finding none(BuildRequest request, SdkNeed need, boolean insists, HostSystem system) {
        if (insists) {
            try {
                request.sdk().find(need, system, runner, SdkListener.SILENT);
            } catch (SdkException e) {
                return Finding.problem(SUBJECT, e);
            }
        }
        return Finding.note(SUBJECT, "there is none for " + request.target(), Optional.of(REMEDY));
    }

    private static String why(InteropMode mode, Optional<Path> crate, WasiTarget target, HostSystem system) {
        if (mode != InteropMode.AUTO) {
            return "configured";
        }
        if (CVariables.areSet(target, system)) {
            return "the environment names a compiler, which is used as it is";
        }
        Optional<SortedSet<String>> helpers = crate.flatMap(folder -> CDependencies.in(lockFile(folder)));
        if (helpers.isEmpty()) {
            return "unknown, since there is no Cargo.lock yet";
        }
        return helpers.get().isEmpty()
                ? "no dependency compiles any"
                : "a dependency may compile it: Cargo.lock has " + String.join(", ", helpers.get());
    }

    private static Path lockFile(Path crate) {
        for (Path folder = crate; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("Cargo.lock");
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return crate.resolve("Cargo.lock");
    }
}
