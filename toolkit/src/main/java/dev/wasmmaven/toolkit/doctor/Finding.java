package dev.wasmmaven.toolkit.doctor;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Optional;

/**
 * Something that the user should know of, or mend.
 *
 * @param status a note or a problem
 * @param subject what it is about, such as {@code toolchain}
 * @param detail what was found, one sentence or less
 * @param id the kind of problem; notes have none
 * @param nextStep what to do about it
 */
public record Finding(
        Status status, String subject, String detail, Optional<DiagnosticId> id, Optional<String> nextStep) {

    /** Something that is not needed for every build, or good to know. */
    public static Finding note(String subject, String detail, Optional<String> nextStep) {
        return new Finding(Status.NOTE, subject, detail, Optional.empty(), nextStep);
    }

    /** What would make a build fail. */
    public static Finding problem(String subject, Diagnosed problem) {
        return new Finding(
                Status.PROBLEM,
                subject,
                problem.getMessage(),
                Optional.of(problem.diagnosticId()),
                Optional.of(problem.nextStep()));
    }
}
