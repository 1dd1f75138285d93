package dev.wasmmaven.plugin;

import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.report.ConsoleReport;
import dev.wasmmaven.toolkit.testrun.ExecutableResult;
import dev.wasmmaven.toolkit.testrun.TestCaseResult;
import dev.wasmmaven.toolkit.testrun.TestRunListener;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import org.apache.maven.plugin.logging.Log;

/** Shows a test run in Maven's log, in the words of Surefire. */
final class MavenTestListener implements TestRunListener {

    private final Log log;
    private final ConsoleReport report;

    MavenTestListener(Log log) {
        this.log = log;
        this.report = new ConsoleReport(line -> show(line, log));
    }

    private static void show(ConsoleReport.Line line, Log log) {
        switch (line.level()) {
            case INFO -> log.info(line.text());
            case WARNING -> log.warn(line.text());
            case ERROR -> log.error(line.text());
        }
    }

    @Override
    public void executableStarted(TestExecutable executable, String suite, int tests) {
        report.executableStarted(executable, suite, tests);
    }

    @Override
    public void testFinished(TestCaseResult result) {
        report.testFinished(result);
    }

    @Override
    public void executableFinished(ExecutableResult result) {
        report.executableFinished(result);
    }

    @Override
    public void runFinished(TestRunResult result) {
        report.runFinished(result);
    }

    @Override
    public void debug(String message) {
        log.debug(message);
    }
}
