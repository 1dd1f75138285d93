package dev.wasmmaven.conformance.spec;

import dev.wasmmaven.conformance.runner.EngineMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The failures that are known, each with its reason; the file itself explains its form. */
record Ledger(List<Entry> entries) {

    private static final String VARIES = "varies with the JVM: ";

    /**
     * A line of the ledger.
     *
     * @param modes the engine modes in which the commands fail
     */
    record Entry(String script, Set<String> modes, Lines lines, String reason) {
        Entry {
            modes = Set.copyOf(modes);
        }

        /** Whether the commands fail on some JVMs, or before they are compiled, and pass on others. */
        boolean varies() {
            return reason.startsWith(VARIES);
        }

        @Override
        public String toString() {
            return script + " | " + String.join(" ", modes.stream().sorted().toList()) + " | " + lines + " | " + reason;
        }
    }

    Ledger {
        entries = List.copyOf(entries);
    }

    static Ledger read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                entries.add(entry(line, file.getFileName() + ":" + number));
            }
        }
        return new Ledger(entries);
    }

    private static Entry entry(String line, String where) {
        String[] fields = line.split("\\|", 4);
        if (fields.length != 4 || fields[3].isBlank()) {
            throw new IllegalArgumentException(where + ": expected SCRIPT | MODES | LINES | REASON, found " + line);
        }
        Set<String> modes = new HashSet<>(Arrays.asList(fields[1].strip().split("\\s+")));
        for (String mode : modes) {
            if (Arrays.stream(EngineMode.values()).noneMatch(it -> it.id().equals(mode))) {
                throw new IllegalArgumentException(where + ": no engine mode " + mode);
            }
        }
        try {
            return new Entry(fields[0].strip(), modes, Lines.parse(fields[2]), fields[3].strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + ": not lines: " + fields[2].strip(), e);
        }
    }

    /** What is known of a script in a mode. */
    List<Entry> of(String script, EngineMode mode) {
        return entries.stream()
                .filter(entry -> entry.script().equals(script) && entry.modes().contains(mode.id()))
                .toList();
    }
}
