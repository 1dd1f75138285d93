package dev.wasmmaven.toolkit.report;

import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.ExecutableResult;
import dev.wasmmaven.toolkit.testrun.TestCaseResult;
import dev.wasmmaven.toolkit.testrun.TestCounts;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** One suite in Surefire's XML (surefire-test-report.xsd 3.0.2). */
final class SurefireXml {

    /** The property that says who wrote a file. */
    private static final String WRITER = "wasm.report.id";

    private static final String VERSION = "3.0.2";

    private final XMLStreamWriter xml;

    private SurefireXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The whole file, in UTF-8. */
    static byte[] render(ExecutableResult result, String id) {
        StringWriter text = new StringWriter();
        try {
            // The JDK's own: what else is on the class path of a Maven plugin is not known.
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeCharacters("\n");
            new SurefireXml(writer).suite(result, id);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException("XML in memory", e));
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void suite(ExecutableResult result, String id) throws XMLStreamException {
        TestCounts counts = result.counts();
        TestExecutable executable = result.executable();
        xml.writeStartElement("testsuite");
        attribute("version", VERSION);
        attribute("name", result.suite());
        attribute("time", seconds(result.elapsed()));
        attribute("tests", Integer.toString(counts.total()));
        attribute("errors", Integer.toString(counts.errors()));
        attribute("skipped", Integer.toString(counts.skipped()));
        attribute("failures", Integer.toString(counts.failures()));
        line(1);
        xml.writeStartElement("properties");
        property(WRITER, id);
        property("cargo.package", executable.packageName());
        property("cargo.target", executable.targetName());
        property("cargo.target.kind", executable.kind().name().toLowerCase(Locale.ROOT));
        property("wasm.file", executable.file().toString());
        line(1);
        xml.writeEndElement();
        for (TestCaseResult test : result.cases()) {
            testCase(test);
        }
        line(0);
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        line(2);
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testCase(TestCaseResult test) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testcase");
        attribute("name", test.simpleName());
        attribute("classname", test.className());
        attribute("time", seconds(test.elapsed()));
        Optional<TestFailure> failure = test.failure();
        if (failure.isPresent()) {
            failure(failure.get());
        }
        if (test.outcome() instanceof TestCaseResult.Skipped skipped) {
            line(2);
            xml.writeEmptyElement("skipped");
            attribute("message", skipped.reason());
        }
        output("system-out", test.stdout());
        output("system-err", test.stderr());
        line(1);
        xml.writeEndElement();
    }

    private void failure(TestFailure failure) throws XMLStreamException {
        line(2);
        xml.writeStartElement(failure.kind().isError() ? "error" : "failure");
        attribute("message", failure.message());
        attribute("type", failure.kind().title());
        xml.writeCharacters(XmlText.legal(String.join("\n", FailureText.lines(failure))));
        xml.writeEndElement();
    }

    private void output(String element, CapturedOutput output) throws XMLStreamException {
        if (output.isEmpty()) {
            return;
        }
        line(2);
        xml.writeStartElement(element);
        xml.writeCharacters(XmlText.legal(output.text()));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, XmlText.attribute(value));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9)
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Whether the file is a report that this writer's id stands in; a file that is no XML is nobody's. */
    static boolean writtenBy(Path file, String id) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream stream = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(stream);
            // The properties come first: as soon as a test case begins, there are no more of them.
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                if (reader.getLocalName().equals("testcase")) {
                    return false;
                }
                if (WRITER.equals(reader.getAttributeValue(null, "name"))) {
                    return id.equals(reader.getAttributeValue(null, "value"));
                }
            }
            return false;
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
