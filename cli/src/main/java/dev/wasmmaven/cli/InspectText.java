package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.inspect.ModuleDescription;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A module's description for people. */
final class InspectText {

    private InspectText() {}

    static void print(ModuleDescription module, PrintStream out) {
        out.println(module.file() + ": core module, " + module.size() + " bytes"
                + module.moduleName().map(name -> ", named " + name).orElse(""));
        out.println("functions: " + module.functions() + " defined, " + module.namedFunctions() + " with names");
        module.memories().forEach(each -> out.println("memory: " + each + " pages of 64 KiB"));
        module.tables().forEach(each -> out.println("table: " + each));
        module.start().ifPresent(index -> out.println("start function: " + index));
        module.producers().forEach((field, values) -> out.println(field + ": " + String.join(", ", values)));
        if (!module.features().isEmpty()) {
            out.println("target features: " + String.join(" ", module.features()));
        }
        List<List<String>> imports = new ArrayList<>();
        module.imports()
                .forEach(each -> imports.add(List.of(each.kind(), each.module() + "." + each.name(), each.type())));
        table("imports", imports, out);
        List<List<String>> exports = new ArrayList<>();
        module.exports().forEach(each -> exports.add(List.of(each.kind(), each.name(), each.type())));
        table("exports", exports, out);
        List<List<String>> sections = new ArrayList<>();
        for (ModuleDescription.Section each : module.sections()) {
            sections.add(List.of(
                    each.custom() ? "custom \"" + each.name() + "\"" : each.name(),
                    "at 0x" + Integer.toHexString(each.offset()),
                    each.size() + " bytes"
                            + (each.count().isPresent() ? ", " + each.count().getAsInt() + " entries" : "")));
        }
        table("sections", sections, out);
    }

    /** Rows in columns that are as wide as their widest cell. */
    private static void table(String title, List<List<String>> rows, PrintStream out) {
        out.println();
        out.println(title + ":" + (rows.isEmpty() ? " none" : ""));
        int[] widths = new int[3];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < row.size(); i++) {
                line.append(' ').append(row.get(i));
                if (i < row.size() - 1) {
                    line.append(" ".repeat(widths[i] - row.get(i).length() + 1));
                }
            }
            out.println(line);
        }
    }
}
