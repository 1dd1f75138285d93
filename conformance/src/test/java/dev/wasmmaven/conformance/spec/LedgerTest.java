package dev.wasmmaven.conformance.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.conformance.runner.EngineMode;
import dev.wasmmaven.conformance.runner.Outcome;
import dev.wasmmaven.conformance.runner.Outcome.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ledger of known failures")
class LedgerTest {

    @TempDir
    Path directory;

    private Ledger ledger(String text) throws IOException {
        return Ledger.read(Files.writeString(directory.resolve("ledger.txt"), text));
    }

    private List<String> compare(String entry, Outcome... outcomes) throws IOException {
        return Comparison.of(List.of(outcomes), ledger(entry).of("a/b", EngineMode.COMPILED));
    }

    private static Outcome pass(int line) {
        return new Outcome(line, Verdict.PASS, "");
    }

    private static Outcome fail(int line) {
        return new Outcome(line, Verdict.FAIL, "why");
    }

    private static Outcome skip(int line) {
        return new Outcome(line, Verdict.SKIP, "why");
    }

    @Test
    @DisplayName("agrees if exactly what it names fails")
    void agrees() throws IOException {
        assertThat(compare("a/b | compiled | 2,4-9 | why", pass(1), fail(2), pass(3), fail(4), skip(6), fail(8)))
                .isEmpty();
    }

    @Test
    @DisplayName("objects to a failure it does not name")
    void unknownFailure() throws IOException {
        assertThat(compare("a/b | compiled | 2 | why", fail(2), fail(3)))
                .containsExactly("line 3 fails, which the ledger does not know: why");
        assertThat(compare("a/b | interpreted | 2 | why", fail(2))).hasSize(1);
        assertThat(compare("a/c | compiled | 2 | why", fail(2))).hasSize(1);
    }

    @Test
    @DisplayName("objects to a line of its own that passes, is skipped or is not there")
    void staleEntry() throws IOException {
        assertThat(compare("a/b | compiled | 2-3 | why", fail(2), pass(3)))
                .containsExactly("line 3 passes: remove it from the ledger: a/b | compiled | 2-3 | why");
        assertThat(compare("a/b | compiled | 2,5 | why", fail(2)))
                .containsExactly("no command of lines 5 fails: remove it from the ledger: a/b | compiled | 2,5 | why");
        assertThat(compare("a/b | compiled | 2 | why", skip(2))).hasSize(1);
    }

    @Test
    @DisplayName("accepts both outcomes of a command that varies with the JVM, and no other failure")
    void varies() throws IOException {
        String entry = "a/b | compiled | 2 | varies with the JVM: why";
        assertThat(compare(entry, pass(2))).isEmpty();
        assertThat(compare(entry, fail(2))).isEmpty();
        assertThat(compare(entry, fail(3))).hasSize(1);
    }

    @Test
    @DisplayName("accepts a line with several commands of which one fails")
    void sharedLine() throws IOException {
        assertThat(compare("a/b | compiled | 2 | why", fail(2), pass(2))).isEmpty();
    }

    @Test
    @DisplayName("is refused with file and line where it is not in its form")
    void form() {
        assertThatThrownBy(() -> ledger("# comment\n\na/b | compiled | 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledger.txt:3: expected SCRIPT | MODES | LINES | REASON");
        assertThatThrownBy(() -> ledger("a/b | compiled | 2 | ")).hasMessageContaining("ledger.txt:1");
        assertThatThrownBy(() -> ledger("a/b | fast | 2 | why")).hasMessageContaining("no engine mode fast");
        assertThatThrownBy(() -> ledger("a/b | compiled | two | why")).hasMessageContaining("not lines: two");
        assertThatThrownBy(() -> ledger("a/b | compiled | 9-2 | why")).hasMessageContaining("9-2");
    }

    @Test
    @DisplayName("proposes ranges that skip no command that passes")
    void ranges() {
        SortedSet<Integer> all = new TreeSet<>(List.of(1, 5, 7, 9, 12, 20));
        assertThat(Lines.of(new TreeSet<>(List.of(1, 5, 9, 20)), all)).hasToString("1-5,9,20");
        assertThat(Lines.of(new TreeSet<>(), all)).hasToString("");
        assertThat(Lines.parse("1-5, 9,20")).hasToString("1-5,9,20");
    }

    @Test
    @DisplayName("proposes to keep a reason that is known, and says what a new failure failed with")
    void proposal() throws IOException {
        LedgerProposal proposal = new LedgerProposal();
        List<Ledger.Entry> known =
                ledger("a/b | compiled interpreted | 2,3 | reason").of("a/b", EngineMode.COMPILED);
        List<Outcome> outcomes = List.of(pass(1), fail(2), pass(3), fail(4));
        proposal.add("a/b", EngineMode.COMPILED, outcomes, known);
        proposal.add("a/b", EngineMode.INTERPRETED, outcomes, known);
        assertThat(proposal.text())
                .isEqualTo("a/b | compiled interpreted | 2 | reason\na/b | compiled interpreted | 4 | NEW: why\n");
    }
}
