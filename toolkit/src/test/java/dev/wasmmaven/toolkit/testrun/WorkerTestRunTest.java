package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.worker.TestWorkers;
import dev.wasmmaven.toolkit.worker.WorkerPrograms;
import org.junit.jupiter.api.DisplayName;

@DisplayName("tests that run in a JVM of their own")
class WorkerTestRunTest extends RealTestRunContract {

    @Override
    TestProgramLoader open(int threads) {
        return new WorkerPrograms(TestWorkers.jvm(threads));
    }
}
