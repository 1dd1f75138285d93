package dev.wasmmaven.toolkit.testrun;

import org.junit.jupiter.api.DisplayName;

@DisplayName("tests that run in this JVM")
class InProcessTestRunTest extends RealTestRunContract {

    @Override
    TestProgramLoader open(int threads) {
        return RuntimePrograms.forThreads(threads);
    }
}
