package dev.wasmmaven.toolkit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.TestExecutable.Kind;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SurefireReportTest {

    @TempDir
    Path directory;

    /** Surefire's own schema, unpacked by the build. */
    private static Schema schema() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("target/surefire-schema"))) {
            Path file = files.filter(each -> each.endsWith("surefire-test-report.xsd"))
                    .findFirst()
                    .orElseThrow();
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(file.toFile());
        }
    }

    private static Element parse(Path file) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        return document.getDocumentElement();
    }

    private static Element testCase(Element suite, int index) {
        return (Element) suite.getElementsByTagName("testcase").item(index);
    }

    private static Element child(Element parent, String name) {
        return (Element) parent.getElementsByTagName(name).item(0);
    }

    @Test
    @DisplayName("a report with one of everything is valid against Surefire's schema")
    void valid() throws Exception {
        List<Path> files = new SurefireReport(directory, "default").write(Results.run());
        assertThat(files)
                .containsExactly(directory.resolve("TEST-my-crate.xml"), directory.resolve("TEST-my-crate.it.xml"));
        for (Path file : files) {
            assertThatCode(() -> schema().newValidator().validate(new StreamSource(file.toFile())))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("counts, names, times, failures and output are in it")
    void content() throws Exception {
        new SurefireReport(directory, "default").write(Results.run());
        Element suite = parse(directory.resolve("TEST-my-crate.xml"));
        assertThat(suite.getAttribute("name")).isEqualTo("my-crate");
        assertThat(suite.getAttribute("time")).isEqualTo("0.120");
        assertThat(List.of(
                        suite.getAttribute("tests"),
                        suite.getAttribute("failures"),
                        suite.getAttribute("errors"),
                        suite.getAttribute("skipped")))
                .containsExactly("4", "1", "1", "1");

        Element passed = testCase(suite, 0);
        assertThat(passed.getAttribute("name")).isEqualTo("größe_日本");
        assertThat(passed.getAttribute("classname")).isEqualTo("my-crate");
        assertThat(passed.getAttribute("time")).isEqualTo("0.012");
        assertThat(child(passed, "system-out").getTextContent())
                .isEqualTo("bell \\u{7}, escape \\u{1b}[31m, <tag> & ]]> \ud83d\ude00 \\u{fffe}\n");

        Element failed = testCase(suite, 1);
        assertThat(failed.getAttribute("name")).isEqualTo("fails");
        assertThat(failed.getAttribute("classname")).isEqualTo("my-crate::tests");
        Element failure = child(failed, "failure");
        assertThat(failure.getAttribute("type")).isEqualTo("panic");
        assertThat(failure.getAttribute("message"))
                .isEqualTo("assertion `left == right` failed left: \"<1>\" right: 2");
        assertThat(failure.getTextContent()).isEqualTo("""
                        panic: assertion `left == right` failed
                          left: "<1>"
                         right: 2
                          at src/lib.rs:10:5
                          backtrace, innermost first:
                            my_crate::inner
                            my_crate::tests::fails""");
        assertThat(child(failed, "system-out").getTextContent()).isEqualTo("one\ntwo\n");
        assertThat(child(failed, "system-err").getTextContent()).isEqualTo("thread 'main' panicked");

        Element error = child(testCase(suite, 2), "error");
        assertThat(error.getAttribute("type")).isEqualTo("timeout");
        assertThat(error.getTextContent()).contains("WASM-0303", "Next step: give it more time");
        assertThat(child(testCase(suite, 3), "skipped").getAttribute("message")).isEqualTo("needs \"net\" and time");
    }

    @Test
    @DisplayName("reports that this run did not replace are removed; those of others stay")
    void old() throws IOException {
        new SurefireReport(directory, "unit").write(Results.run());
        new SurefireReport(directory, "other")
                .write(new TestRunResult(
                        List.of(Results.suite("two", Kind.LIB, "two", Results.everything())), Duration.ZERO));
        Path java = Files.writeString(
                directory.resolve("TEST-com.example.AppTest.xml"), "<testsuite name='com.example.AppTest'/>");
        Path broken = Files.writeString(directory.resolve("TEST-broken.xml"), "<testsuite");

        new SurefireReport(directory, "unit")
                .write(new TestRunResult(
                        List.of(Results.suite("my-crate", Kind.LIB, "my_crate", Results.everything())), Duration.ZERO));

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .containsExactlyInAnyOrder(
                            directory.resolve("TEST-my-crate.xml"), directory.resolve("TEST-two.xml"), java, broken);
        }
    }

    @Test
    @DisplayName("the same results give the same bytes")
    void stable() throws IOException {
        new SurefireReport(directory.resolve("a"), "unit").write(Results.run());
        new SurefireReport(directory.resolve("b"), "unit").write(Results.run());
        assertThat(directory.resolve("a/TEST-my-crate.xml"))
                .hasSameBinaryContentAs(directory.resolve("b/TEST-my-crate.xml"));
    }

    @Test
    @DisplayName("suites whose names differ only in what files cannot be called get files of their own")
    void sameName() {
        assertThat(new SurefireReport(directory, "unit")
                        .write(new TestRunResult(
                                List.of(
                                        Results.suite("a", Kind.BIN, "x", Results.everything()),
                                        Results.suite("a", Kind.TEST, "bin.x", Results.everything())),
                                Duration.ZERO)))
                .containsExactly(directory.resolve("TEST-a.bin.x.xml"), directory.resolve("TEST-a.bin.x-2.xml"));
    }

    @ParameterizedTest
    @DisplayName("file names are legal everywhere")
    @CsvSource({"my-crate,my-crate", "my-crate::it,my-crate.it", "a::bin/größe,a.bin.größe", "a::b c*?,a.b_c__"})
    void fileNames(String suite, String name) {
        assertThat(SurefireReport.fileName(suite)).isEqualTo(name);
    }

    @Test
    @DisplayName("a directory that cannot be made is named")
    void unwritable() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> new SurefireReport(file, "unit").write(Results.run()))
                .isInstanceOfSatisfying(Diagnosed.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.REPORT_NOT_WRITTEN);
                    assertThat(problem.getMessage()).contains(file.toString());
                });
    }
}
