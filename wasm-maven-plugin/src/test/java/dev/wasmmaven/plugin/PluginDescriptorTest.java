package dev.wasmmaven.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the build has made of the annotations. */
class PluginDescriptorTest {

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static List<Element> mojos() throws Exception {
        try (InputStream descriptor = DoctorMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            NodeList found = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(descriptor)
                    .getElementsByTagName("mojo");
            List<Element> mojos = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                mojos.add((Element) found.item(i));
            }
            return mojos;
        }
    }

    @Test
    @DisplayName("every goal that takes <sdk> understands its short form; -Dwasm.sdk=34 would fail otherwise")
    void configurators() throws Exception {
        List<Element> takers = mojos().stream()
                .filter(mojo -> {
                    NodeList names = mojo.getElementsByTagName("name");
                    for (int i = 0; i < names.getLength(); i++) {
                        if (names.item(i).getTextContent().equals("sdk")) {
                            return true;
                        }
                    }
                    return false;
                })
                .toList();
        assertThat(takers).extracting(mojo -> text(mojo, "goal")).contains("build", "verify-reproducible", "lock");
        assertThat(takers)
                .allSatisfy(mojo -> assertThat(text(mojo, "configurator"))
                        .as(text(mojo, "goal"))
                        .isEqualTo(WasmConfigurator.NAME));
    }

    @Test
    @DisplayName("every goal is thread-safe and says what it is for")
    void described() throws Exception {
        assertThat(mojos()).hasSizeGreaterThan(10).allSatisfy(mojo -> {
            assertThat(text(mojo, "threadSafe")).as(text(mojo, "goal")).isEqualTo("true");
            assertThat(text(mojo, "description")).as(text(mojo, "goal")).isNotBlank();
        });
    }
}
