package dev.wasmmaven.plugin;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.EnumSet;
import java.util.Set;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Turns a diagnosed problem into Maven's own exceptions: a failure if the user's code is at fault, an execution error
 * if something around it is. Both end a build; Maven words them differently and tools tell them apart.
 */
final class MojoErrors {

    private static final Set<DiagnosticId> FAULTS_OF_THE_CODE = EnumSet.of(
            DiagnosticId.COMPILATION_FAILED,
            DiagnosticId.LINKER_FAILED,
            DiagnosticId.LINT_WARNINGS,
            DiagnosticId.TESTS_FAILED,
            DiagnosticId.NO_TESTS,
            DiagnosticId.TEST_TIMEOUT,
            DiagnosticId.TRAP,
            DiagnosticId.GUEST_EXIT,
            DiagnosticId.GUEST_TIMEOUT);

    private MojoErrors() {}

    /** The exception for Maven, with {@code WASM-nnnn: cause} and the next step as its message. */
    static AbstractMojoExecutionException of(Diagnosed problem) {
        Throwable cause = problem instanceof Throwable throwable ? throwable : null;
        return FAULTS_OF_THE_CODE.contains(problem.diagnosticId())
                ? new MojoFailureException(problem.render(), cause)
                : new MojoExecutionException(problem.render(), cause);
    }
}
