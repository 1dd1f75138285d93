package dev.wasmmaven.toolkit.report;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.nio.file.Path;

/** A report file cannot be written. */
public final class ReportException extends RuntimeException implements Diagnosed {

    private final String message;

    ReportException(Path file, IOException cause) {
        super(cause);
        this.message = "the report cannot be written to '" + file + "': " + cause;
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public DiagnosticId diagnosticId() {
        return DiagnosticId.REPORT_NOT_WRITTEN;
    }

    @Override
    public String nextStep() {
        return "see that the directory can be written to and has room, or configure another one for reports";
    }
}
