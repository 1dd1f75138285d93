package dev.wasmmaven.toolkit.doctor;

import dev.wasmmaven.sdk.resolve.SurveyLine;
import dev.wasmmaven.toolkit.json.JsonText;
import dev.wasmmaven.toolkit.toolchain.Compatibility.Row;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says as JSON what {@link TextReport} says in lines of text. */
final class JsonReport {

    private JsonReport() {}

    static String of(DoctorReport report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("healthy", report.healthy());
        all.put("machine", machine(report.machine()));
        report.crate().ifPresent(crate -> all.put("crate", crate(crate)));
        report.toolchain().ifPresent(toolchain -> {
            all.put("toolchain", toolchain(toolchain));
            all.put("toolchains", toolchain.installed());
        });
        all.put("targets", report.targets().stream().map(JsonReport::target).toList());
        all.put("findings", report.findings().stream().map(JsonReport::finding).toList());
        return JsonText.of(all);
    }

    private static Map<String, Object> machine(MachineFacts machine) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("system", machine.system());
        fields.put("architecture", machine.architecture());
        fields.put("java", machine.java());
        machine.proxy().ifPresent(proxy -> fields.put("proxy", proxy));
        return fields;
    }

    private static Map<String, Object> crate(CrateFacts crate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("manifest", crate.manifest());
        fields.put("packages", crate.packages());
        crate.targetDirectory().ifPresent(folder -> fields.put("targetDirectory", folder));
        return fields;
    }

    private static Map<String, Object> toolchain(ToolchainFacts facts) {
        RustToolchain used = facts.used();
        Map<String, Object> rustc = program(used.rustc(), used.version().toString());
        used.commit().ifPresent(commit -> {
            rustc.put("commit", commit.hash());
            rustc.put("date", commit.date());
        });
        rustc.put("host", used.host());
        Map<String, Object> fields = new LinkedHashMap<>();
        used.name().ifPresent(name -> fields.put("name", name));
        used.rustup().ifPresent(path -> fields.put("rustup", path));
        fields.put("cargo", program(used.cargo(), used.cargoVersion()));
        fields.put("rustc", rustc);
        fields.put("sysroot", used.sysroot());
        fields.put("installedTargets", used.installedTargets());
        fields.put("rustSrc", Map.of("installed", used.hasStdSources(), "path", used.stdSources()));
        facts.clippy().ifPresent(version -> fields.put("clippy", version));
        return fields;
    }

    private static Map<String, Object> program(Path path, String version) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", path);
        fields.put("version", version);
        return fields;
    }

    private static Map<String, Object> target(TargetFacts target) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", target.name());
        fields.put("requested", target.requested());
        fields.put("std", lowerCase(target.std()));
        target.known().ifPresent(row -> fields.put("known", known(row)));
        target.c().ifPresent(c -> {
            Map<String, Object> ofC = new LinkedHashMap<>();
            ofC.put("interop", c.mode());
            ofC.put("need", c.need());
            ofC.put(
                    "candidates",
                    c.candidates().stream().map(line -> candidate(target, line)).toList());
            fields.put("c", ofC);
        });
        return fields;
    }

    private static Map<String, Object> known(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tier", row.tier());
        fields.put("prebuilt", row.prebuilt());
        fields.put("cLibrary", TextReport.cLibrary(row));
        fields.put("wasiSdk", row.wasiSdk());
        row.libcMinimum().ifPresent(minimum -> fields.put("libcMinimum", minimum));
        row.broken()
                .ifPresent(
                        broken -> fields.put("problem", Map.of("reason", broken.reason(), "nextStep", broken.mend())));
        fields.put("sources", row.sources());
        return fields;
    }

    private static Map<String, Object> candidate(TargetFacts target, SurveyLine line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", line.source());
        fields.put("state", lowerCase(line.state()));
        fields.put("text", line.text());
        line.layout().ifPresent(layout -> {
            layout.version().ifPresent(version -> fields.put("version", version));
            fields.put("clang", program(layout.tools().clang(), layout.tools().clangVersion()));
            target.sysroot(layout).ifPresent(folder -> fields.put("sysroot", folder));
        });
        return fields;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", lowerCase(finding.status()));
        fields.put("subject", finding.subject());
        fields.put("detail", finding.detail());
        finding.id().ifPresent(id -> fields.put("id", id.code()));
        finding.nextStep().ifPresent(step -> fields.put("nextStep", step));
        return fields;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
