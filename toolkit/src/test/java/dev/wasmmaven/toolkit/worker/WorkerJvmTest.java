package dev.wasmmaven.toolkit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerJvmTest {

    private static final Path SCRIPTS = Path.of("..", "cli", "src", "main", "scripts");

    /** Flags of the JVM that are given in any case; those with a value of the script's own are about its archive. */
    private static final Pattern FLAG = Pattern.compile("-XX:[+-]?\\w+(=\\d+)?(?=\\s)");

    /** About what goes to which stream; the launcher has no warnings shown. */
    private static final Set<String> OUTPUT = Set.of("-XX:+DisplayVMOutputToStderr");

    private static Set<String> flags(String text) {
        return FLAG.matcher(text + " ")
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasi-runtime", "wasi-runtime.cmd"})
    @DisplayName("guests of tests run with the flags that the command line's have")
    void sameFlags(String launcher) throws IOException {
        List<String> tuning = WorkerJvm.FLAGS.stream()
                .filter(flag -> flag.startsWith("-XX") && !OUTPUT.contains(flag))
                .toList();
        assertThat(flags(Files.readString(SCRIPTS.resolve(launcher))))
                .hasSizeGreaterThan(5)
                .containsExactlyInAnyOrderElementsOf(tuning);
    }
}
