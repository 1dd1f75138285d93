package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.toolkit.build.TestExecutable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our filters beside libtest's, on a real crate. */
class FilterComparisonTest {

    private static RustWorkspace workspace;
    private static TestProgramLoader programs;

    @BeforeAll
    static void build() throws IOException {
        workspace = RustWorkspace.shared();
        programs = RuntimePrograms.forThreads(1);
    }

    @AfterAll
    static void close() {
        programs.close();
    }

    @ParameterizedTest
    @DisplayName("filters select what they select natively")
    @ValueSource(
            strings = {
                "",
                "output",
                "größe",
                "ends::ignored",
                "ends::ignored --exact",
                "output world::s",
                "--skip ends",
                "line --skip without",
                "output::huge ends --exact",
                "--ignored",
                "--ignored reason",
                "--include-ignored ends",
                "no_such_test"
            })
    void filters(String arguments) throws InterruptedException, ListingException {
        List<String> filter = arguments.isEmpty() ? List.of() : Arrays.asList(arguments.split(" "));
        TestExecutable executable = workspace.built().stream()
                .filter(each -> ExecutableResult.suiteName(each).equals("kinds"))
                .findFirst()
                .orElseThrow();
        TestRunRequest request = TestRunRequest.builder(List.of(executable)).build();
        List<String> ours = new TestLister(executable, GuestSetup.of(executable, request), request.timeout())
                .list(programs.load(executable.file())).tests().stream()
                        .filter(TestFilter.parse(filter)::selects)
                        .map(ListedTest::name)
                        .toList();

        List<String> command = new ArrayList<>(
                List.of("test", "--offline", "-q", "-p", "kinds", "--lib", "--", "--list", "--format", "terse"));
        command.addAll(filter);
        List<String> natively =
                TerseList.parse(workspace.cargo(command.toArray(String[]::new))).orElseThrow();

        assertThat(ours).isEqualTo(natively);
    }
}
