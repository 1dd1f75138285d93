package dev.wasmmaven.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MojoErrorsTest {

    private static GoalException problem(DiagnosticId id) {
        return new GoalException(id, "the cause", "the remedy");
    }

    @ParameterizedTest
    @EnumSource(
            value = DiagnosticId.class,
            names = {"COMPILATION_FAILED", "TESTS_FAILED", "NO_TESTS", "GUEST_EXIT", "TRAP", "LINT_WARNINGS"})
    @DisplayName("faults of the user's code are build failures")
    void failures(DiagnosticId id) {
        assertThat(MojoErrors.of(problem(id))).isInstanceOf(MojoFailureException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = DiagnosticId.class,
            names = {"CARGO_NOT_FOUND", "CRATE_NOT_FOUND", "CONFIGURATION_INVALID", "TARGET_UNKNOWN", "CARGO_OFFLINE"})
    @DisplayName("faults around it are execution errors")
    void errors(DiagnosticId id) {
        assertThat(MojoErrors.of(problem(id))).isInstanceOf(MojoExecutionException.class);
    }

    @Test
    @DisplayName("the message has id, cause and next step")
    void message() {
        assertThat(MojoErrors.of(problem(DiagnosticId.CARGO_NOT_FOUND))
                        .getMessage()
                        .lines())
                .containsExactly("WASM-0001: the cause", "  Next step: the remedy");
    }
}
