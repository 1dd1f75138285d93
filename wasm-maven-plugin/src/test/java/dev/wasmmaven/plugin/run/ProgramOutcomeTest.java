package dev.wasmmaven.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgramOutcomeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static GoalException problem(RunResult result) {
        return ProgramOutcome.problem("app", result).orElseThrow();
    }

    @Test
    @DisplayName("exit code 0 is no problem")
    void success() {
        assertThat(ProgramOutcome.problem("app", new RunResult.Exited(0, SECOND)))
                .isEmpty();
    }

    @Test
    @DisplayName("another exit code is named, as unsigned number")
    void exitCode() {
        assertThat(problem(new RunResult.Exited(3, SECOND))).hasMessage("app ended with exit code 3");
        assertThat(problem(new RunResult.Exited(-1, SECOND))).hasMessage("app ended with exit code 4294967295");
        assertThat(problem(new RunResult.Exited(3, SECOND)).diagnosticId()).isEqualTo(DiagnosticId.GUEST_EXIT);
    }

    @Test
    @DisplayName("a trap comes with its backtrace")
    void trap() {
        TrapException trap = new TrapException(
                TrapKind.UNREACHABLE,
                "unreachable executed",
                List.of(new WasmFrame(7, "app::inner"), new WasmFrame(3, "app::main")),
                null);
        GoalException problem = problem(new RunResult.Trapped(trap, SECOND));
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.TRAP);
        assertThat(problem.getMessage().lines().map(String::strip))
                .containsExactly("app trapped: unreachable executed", "at app::inner", "at app::main");
    }

    @Test
    @DisplayName("a timeout and an interruption are told apart")
    void stopped() {
        assertThat(problem(new RunResult.TimedOut(Duration.ofMillis(1500), SECOND)))
                .hasMessageContaining("did not end within 1.5 s");
        assertThat(problem(new RunResult.Cancelled(SECOND)).diagnosticId()).isEqualTo(DiagnosticId.INTERRUPTED);
    }
}
