package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedOutputTest {

    private static void write(BoundedOutput output, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.write(bytes, 0, bytes.length);
    }

    @Test
    @DisplayName("what fits is kept as it was written")
    void fits() {
        BoundedOutput output = new BoundedOutput(1000);
        write(output, "grüße\n");
        output.write('x');
        assertThat(output.capture()).isEqualTo(new CapturedOutput("grüße\nx", 0));
    }

    @ParameterizedTest
    @DisplayName("beyond the limit beginning and end are kept, and a note says how much is missing")
    @ValueSource(ints = {1, 3, 7, 100, 100_000})
    void truncates(int chunk) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 100_000; i++) {
            text.append(i).append('\n');
        }
        BoundedOutput output = new BoundedOutput(2000);
        for (int i = 0; i < text.length(); i += chunk) {
            write(output, text.substring(i, Math.min(text.length(), i + chunk)));
        }
        String whole = text.toString();
        assertThat(output.capture().omittedBytes()).isEqualTo(whole.length() - 2000);
        assertThat(output.capture().text())
                .isEqualTo(whole.substring(0, 1000) + "\n[… " + (whole.length() - 2000) + " bytes left out …]\n"
                        + whole.substring(whole.length() - 1000));
    }

    @ParameterizedTest
    @DisplayName("no character is cut in two")
    @ValueSource(strings = {"ß", "日", "😀", "aß", "a日", "ab😀"})
    void characters(String unit) {
        for (int limit = 20; limit < 40; limit++) {
            BoundedOutput output = new BoundedOutput(limit);
            write(output, unit.repeat(50));
            assertThat(output.capture().text()).doesNotContain("\ufffd");
            String text = output.capture().text();
            long kept = (text.substring(0, text.indexOf("\n[…")) + text.substring(text.lastIndexOf("…]\n") + 3))
                    .getBytes(StandardCharsets.UTF_8)
                    .length;
            assertThat(kept + output.capture().omittedBytes())
                    .isEqualTo(50L * unit.getBytes(StandardCharsets.UTF_8).length);
        }
    }
}
