package dev.wasmmaven.toolkit.doctor;

import dev.wasmmaven.sdk.resolve.SurveyLine;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Lender;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in lines of text what {@link JsonReport} says as JSON. */
final class TextReport {

    private final DoctorReport report;
    private final List<ReportLine> lines = new ArrayList<>();

    TextReport(DoctorReport report) {
        this.report = report;
    }

    List<ReportLine> lines() {
        MachineFacts machine = report.machine();
        ok("machine: " + machine.system() + " " + machine.architecture() + ", Java " + machine.java());
        machine.proxy().ifPresent(from -> ok("proxy: " + from));
        report.crate().ifPresent(this::crate);
        report.toolchain().ifPresent(this::toolchain);
        report.targets().forEach(this::target);
        report.findings().forEach(this::finding);
        return List.copyOf(lines);
    }

    private void ok(String text) {
        lines.add(new ReportLine(Status.OK, text));
    }

    private void crate(CrateFacts crate) {
        ok("crate: " + crate.manifest());
        crate.targetDirectory()
                .ifPresent(target ->
                        ok("workspace: " + String.join(", ", crate.packages()) + "; target directory " + target));
    }

    private void toolchain(ToolchainFacts facts) {
        RustToolchain used = facts.used();
        ok("cargo: " + used.cargoVersion() + " (" + used.cargo() + ")");
        ok("rustc: " + used.version()
                + used.commit()
                        .map(commit -> ", commit " + commit.hash() + " of " + commit.date())
                        .orElse("")
                + " for " + used.host() + " (" + used.rustc() + ", sysroot " + used.sysroot() + ")");
        used.rustup().ifPresent(path -> ok("rustup: toolchain " + used.name().orElse("") + " (" + path + ")"));
        if (!facts.installed().isEmpty()) {
            ok("toolchains: " + String.join(", ", facts.installed()));
        }
        ok("installed targets: " + String.join(", ", used.installedTargets()));
        ok("rust-src: " + (used.hasStdSources() ? "installed" : "not installed") + " (" + used.stdSources() + ")");
        facts.clippy().ifPresent(version -> ok("clippy: " + version));
    }

    private void target(TargetFacts target) {
        boolean lacking = target.std() == TargetFacts.Std.UNAVAILABLE;
        lines.add(new ReportLine(
                lacking ? Status.NOTE : Status.OK,
                "target " + target.name() + (target.requested() ? "" : " (not requested)") + ": "
                        + target.std().text()));
        target.known().ifPresent(row -> known(target, row));
        target.c().ifPresent(c -> {
            ok("C for " + target.name() + " (" + c.mode() + "): " + c.need());
            c.candidates().forEach(line -> candidate(target, line));
        });
    }

    private void known(TargetFacts target, Row row) {
        List<String> facts = new ArrayList<>();
        facts.add("tier " + row.tier());
        facts.add(
                row.prebuilt()
                        ? "rustup may have a compiled standard library"
                        : "rustup has no compiled standard library");
        facts.add("C library if it is compiled here: " + cLibrary(row));
        facts.add("wasi-sdk for C code: " + row.wasiSdk());
        row.libcMinimum().ifPresent(minimum -> facts.add("crate libc: " + minimum + " or later"));
        facts.add("from " + row.sources().stream().collect(Collectors.joining("; ", "[", "]")));
        row.broken()
                .ifPresentOrElse(
                        broken -> facts.add("known problem: " + broken.reason() + ": " + broken.mend()),
                        () -> facts.add("no known problem"));
        ok("known of " + target.name() + " with this rustc: " + String.join("; ", facts));
    }

    static String cLibrary(Row row) {
        return switch (row.cLibrary()) {
            case SHIPPED -> "its own";
            case LENT -> row.lender().map(TextReport::lender).orElse("");
            case WASI_SDK -> "that of a wasi-sdk " + row.wasiSdk();
        };
    }

    private static String lender(Lender lender) {
        return "that of " + lender.target() + " from Rust " + lender.toolchain();
    }

    private void candidate(TargetFacts target, SurveyLine line) {
        String verdict = switch (line.state()) {
            case CHOSEN -> "chosen: ";
            case WOULD_BE_OBTAINED -> "would be downloaded when it is needed: ";
            case USABLE -> "would do, but one above comes first: ";
            case REJECTED -> "";
        };
        Status status = line.state() == SurveyLine.State.REJECTED ? Status.NOTE : Status.OK;
        String inside = line.layout()
                .map(layout ->
                        layout.version().map(version -> ", version " + version).orElse("") + ", "
                                + layout.tools().clang() + " " + layout.tools().clangVersion()
                                + target.sysroot(layout)
                                        .map(folder -> ", sysroot " + folder)
                                        .orElse(""))
                .orElse("");
        lines.add(new ReportLine(status, "wasi-sdk (" + line.source() + "): " + verdict + line.text() + inside));
    }

    private void finding(Finding finding) {
        lines.add(new ReportLine(
                finding.status(),
                finding.subject() + ": "
                        + finding.id().map(id -> id.code() + ": ").orElse("") + finding.detail()
                        + finding.nextStep()
                                .map(step -> System.lineSeparator() + "            Next step: " + step)
                                .orElse("")));
    }
}
