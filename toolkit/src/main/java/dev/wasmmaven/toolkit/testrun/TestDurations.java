package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.support.cache.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long tests took the last time, in a file: who begins with the longest has all processors at work until the end. Only tests
 * that take long enough to matter are remembered; a file that is missing or damaged tells nothing.
 */
final class TestDurations {

    static final Duration LEAST = Duration.ofMillis(20);

    private static final String SEPARATOR = "::";

    private final Map<String, Duration> known;

    private TestDurations(Map<String, Duration> known) {
        this.known = known;
    }

    /** Of a run that remembers nothing. */
    static TestDurations none() {
        return new TestDurations(Map.of());
    }

    /** Reads lines of milliseconds, a blank and a test's full name. */
    static TestDurations read(Path file) {
        Map<String, Duration> known = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int blank = line.indexOf(' ');
                known.put(line.substring(blank + 1), Duration.ofMillis(Long.parseLong(line.substring(0, blank))));
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return none();
        }
        return new TestDurations(known);
    }

    /** How long a test will take, as far as is known; zero for one that is short or was never run. */
    Duration expected(String fullName) {
        return known.getOrDefault(fullName, Duration.ZERO);
    }

    /**
     * How long the longest test of each suite will take, as far as is known. A name does not tell where that of its suite
     * ends, so that a test counts for the suite with the longest name that its own begins with.
     */
    Map<String, Duration> longest(Set<String> suites) {
        Map<String, Duration> longest = new HashMap<>();
        known.forEach((name, duration) -> {
            int end = name.lastIndexOf(SEPARATOR);
            while (end > 0 && !suites.contains(name.substring(0, end))) {
                end = name.lastIndexOf(SEPARATOR, end - 1);
            }
            if (end > 0) {
                longest.merge(name.substring(0, end), duration, (a, b) -> a.compareTo(b) < 0 ? b : a);
            }
        });
        return longest;
    }

    /** These, with what a run has found out. */
    TestDurations with(TestRunResult run) {
        Map<String, Duration> all = new HashMap<>(known);
        for (ExecutableResult executable : run.executables()) {
            for (TestCaseResult each : executable.cases()) {
                if (each.elapsed().compareTo(LEAST) >= 0) {
                    all.put(each.fullName(), each.elapsed());
                } else if (!each.skipped()) {
                    all.remove(each.fullName());
                }
            }
        }
        return new TestDurations(all);
    }

    /**
     * Writes the file.
     *
     * @throws IOException it cannot be written
     */
    void write(Path file) throws IOException {
        List<String> lines = new TreeMap<>(known)
                .entrySet().stream()
                        .map(each -> each.getValue().toMillis() + " " + each.getKey())
                        .toList();
        AtomicFiles.writeString(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }
}
