package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.toolkit.testrun.HarnessOutput.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarnessOutputTest {

    private static final String NAME = "tests::größe";
    private static final String START = "\nrunning 1 test\ntest " + NAME + " ... ";

    @ParameterizedTest
    @DisplayName("what a passing test writes is what remains")
    @ValueSource(
            strings = {
                "",
                "hello\n",
                "no line end",
                "\n\n",
                "ok\n",
                "ok",
                "FAILED\n\nfailures:\n",
                "test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out\n",
                "\nrunning 1 test\ntest tests::größe ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored;"
                        + " 0 measured; 7 filtered out; finished in 0.00s\n\n"
            })
    void passing(String own) {
        String output = START + own + "ok\n" + FakeLibtest.summary("ok", 1, 0, 0);
        assertThat(HarnessOutput.parse(output, NAME)).isEqualTo(new HarnessOutput(Verdict.OK, own));
    }

    @Test
    @DisplayName("a test that returns an error is a failure")
    void failed() {
        String output = START + "before\nFAILED\n\nfailures:\n\nfailures:\n    " + NAME + "\n"
                + FakeLibtest.summary("FAILED", 0, 1, 0);
        assertThat(HarnessOutput.parse(output, NAME)).isEqualTo(new HarnessOutput(Verdict.FAILED, "before\n"));
    }

    @Test
    @DisplayName("what the harness says of a failed test is found, as libtest-mimic says it")
    void said() {
        String output = START + "FAILED\n\nfailures:\n\n---- " + NAME + " ----\ndid not\nwork\n\n\nfailures:\n    "
                + NAME + "\n\n" + FakeLibtest.summary("FAILED", 0, 1, 0);
        assertThat(HarnessOutput.said(output)).contains("did not\nwork");
        assertThat(HarnessOutput.said(START + "FAILED\n\nfailures:\n\nfailures:\n    " + NAME + "\n"))
                .isEmpty();
    }

    @Test
    @DisplayName("a should_panic test is ignored by libtest")
    void ignored() {
        String output =
                "\nrunning 1 test\ntest " + NAME + " - should panic ... ignored\n" + FakeLibtest.summary("ok", 0, 0, 1);
        assertThat(HarnessOutput.parse(output, NAME)).isEqualTo(new HarnessOutput(Verdict.IGNORED, ""));
    }

    @Test
    @DisplayName("a test that ends the program leaves no verdict, and its output stays")
    void none() {
        assertThat(HarnessOutput.parse(START + "before\n", NAME))
                .isEqualTo(new HarnessOutput(Verdict.NONE, "before\n"));
        assertThat(HarnessOutput.parse("", NAME)).isEqualTo(new HarnessOutput(Verdict.NONE, ""));
        assertThat(HarnessOutput.parse(START + "\ntest result: ok. maybe\n", NAME)
                        .verdict())
                .isEqualTo(Verdict.NONE);
    }

    @Test
    @DisplayName("a summary that counts nothing means that the test is not there")
    void notRun() {
        String output = "\nrunning 0 tests\n" + FakeLibtest.summary("ok", 0, 0, 0);
        assertThat(HarnessOutput.parse(output, NAME)).isEqualTo(new HarnessOutput(Verdict.NOT_RUN, ""));
    }

    @Test
    @DisplayName("benchmarks' names are padded; other harnesses write the name after the output")
    void otherForms() {
        String padded = "\nrunning 1 test\ntest " + NAME + "     ... out\nok\n" + FakeLibtest.summary("ok", 1, 0, 0);
        assertThat(HarnessOutput.parse(padded, NAME)).isEqualTo(new HarnessOutput(Verdict.OK, "out\n"));
        String late = "\nrunning 1 test\nout\ntest " + NAME + " ... ok\n" + FakeLibtest.summary("ok", 1, 0, 0);
        assertThat(HarnessOutput.parse(late, NAME)).isEqualTo(new HarnessOutput(Verdict.OK, "out\n"));
    }
}
