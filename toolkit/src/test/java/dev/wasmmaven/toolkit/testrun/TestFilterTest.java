package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestFilterTest {

    private static final List<ListedTest> TESTS =
            List.of(test("add", false), test("add_two", false), test("math::add", false), test("math::slow", true));

    private static ListedTest test(String name, boolean ignored) {
        return new ListedTest(name, ignored, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @DisplayName("selects what libtest selects")
    @CsvSource(delimiter = '|', textBlock = """
                    ''                        | add add_two math::add math::slow
                    add                       | add add_two math::add
                    add --exact               | add
                    two math                  | add_two math::add math::slow
                    --skip add                | math::slow
                    --skip=add --exact        | add_two math::add math::slow
                    math --skip slow          | math::add
                    --ignored                 | math::slow
                    add --ignored             | ''
                    --include-ignored slow    | math::slow
                    -- add_two                | add_two
                    """)
    void selects(String arguments, String expected) {
        TestFilter filter = TestFilter.parse(arguments.isEmpty() ? List.of() : List.of(arguments.split(" +")));
        assertThat(TESTS.stream().filter(filter::selects).map(ListedTest::name))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @Test
    @DisplayName("an ignored test is skipped with its reason unless it is asked for")
    void ignored() {
        ListedTest plain = test("a", true);
        ListedTest withReason = new ListedTest("b", true, Optional.of("needs a network"), Optional.empty());
        assertThat(TestFilter.ALL.reasonToSkip(plain)).contains("marked #[ignore]");
        assertThat(TestFilter.ALL.reasonToSkip(withReason)).contains("needs a network");
        assertThat(TestFilter.parse(List.of("--ignored")).reasonToSkip(plain)).isEmpty();
        assertThat(TestFilter.parse(List.of("--include-ignored")).reasonToSkip(plain))
                .isEmpty();
    }

    @ParameterizedTest
    @DisplayName("an option that is not understood is named")
    @CsvSource({"--frobnicate,--frobnicate", "--skip,--skip", "--ignored --include-ignored,--include-ignored"})
    void unknown(String arguments, String named) {
        assertThatThrownBy(() -> TestFilter.parse(List.of(arguments.split(" "))))
                .isInstanceOfSatisfying(Diagnosed.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.CONFIGURATION_INVALID);
                    assertThat(problem.getMessage()).contains(named);
                    assertThat(problem.nextStep()).contains("--skip NAME");
                });
    }
}
