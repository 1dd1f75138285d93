package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest.Use;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.resolve.SurveyLine;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.build.DoctorReport.Finding;
import dev.wasmmaven.toolkit.interop.CDependencies;
import dev.wasmmaven.toolkit.interop.CVariables;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import dev.wasmmaven.toolkit.sdk.SdkNeed;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What the doctor says of C: whether the crate needs a toolchain for it, which places have one, which is chosen, why the others lost. */
final class SdkExamination {

    private static final String SUBJECT = "wasi-sdk";
    private static final String REMEDY =
            "if C is to be compiled: configure a wasi-sdk to be downloaded (<sdk>34</sdk>, property wasm.sdk), set WASI_SDK_PATH to one,"
                    + " or install clang, lld, llvm and wasi-libc of your system";

    private final CommandRunner runner;

    SdkExamination(CommandRunner runner) {
        this.runner = runner;
    }

    List<Finding> examine(BuildRequest request, Optional<Path> crate, RustToolchain toolchain, HostSystem system) {
        Optional<WasiTarget> target = WasiTarget.ofRust(request.target());
        if (target.isEmpty() || request.interop().mode() == InteropMode.NONE) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        boolean needed = need(request, crate, target.get(), system, findings);
        boolean links = request.interop().mode() == InteropMode.NO_CRT_STATIC;
        boolean configured = !(request.sdk().settings().choice() instanceof SdkChoice.OnMachine);
        SdkNeed need =
                InteropContributor.need(toolchain, target.get(), links ? Use.LINK : Use.COMPILE, needed || configured);
        List<SurveyLine> survey;
        try {
            survey = request.sdk().survey(need, system, runner);
        } catch (SdkException e) {
            findings.add(Finding.problem(SUBJECT, e));
            return findings;
        }
        survey.forEach(line -> findings.add(candidate(line)));
        boolean found = survey.stream().anyMatch(line -> line.state() != SurveyLine.State.REJECTED);
        if (!found && (needed || configured)) {
            try {
                request.sdk().find(need, system, runner, SdkListener.SILENT);
            } catch (SdkException e) {
                findings.add(Finding.problem(SUBJECT, e));
            }
        } else if (!found) {
            findings.add(Finding.note(SUBJECT, "there is none", Optional.of(REMEDY)));
        }
        return findings;
    }

    /** Says whether C is compiled, and returns whether a build would insist on a toolchain for it. */
    private static boolean need(
            BuildRequest request, Optional<Path> crate, WasiTarget target, HostSystem system, List<Finding> findings) {
        if (request.interop().mode() != InteropMode.AUTO) {
            findings.add(Finding.ok("C", "configured: " + request.interop().mode()));
            return true;
        }
        if (CVariables.areSet(target, system)) {
            findings.add(
                    Finding.ok("C", "the environment names a compiler for " + target + ", which is used as it is"));
            return false;
        }
        Optional<SortedSet<String>> helpers = crate.flatMap(folder -> CDependencies.in(lockFile(folder)));
        if (helpers.isEmpty()) {
            return false;
        }
        findings.add(Finding.ok(
                "C",
                helpers.get().isEmpty()
                        ? "no dependency compiles any"
                        : "a dependency may compile it: Cargo.lock has " + String.join(", ", helpers.get())));
        return false;
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

    private static Finding candidate(SurveyLine line) {
        String subject = SUBJECT + " (" + line.source() + ")";
        return switch (line.state()) {
            case CHOSEN -> Finding.ok(subject, "chosen: " + line.text());
            case WOULD_BE_OBTAINED -> Finding.ok(subject, "would be downloaded when it is needed: " + line.text());
            case USABLE -> Finding.ok(subject, "would do, but one above comes first: " + line.text());
            case REJECTED -> Finding.note(subject, line.text(), Optional.empty());
        };
    }
}
