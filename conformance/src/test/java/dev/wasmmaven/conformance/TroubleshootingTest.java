package dev.wasmmaven.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page that users look an id up on, against the ids that exist. */
class TroubleshootingTest {

    private static final Pattern HEADING = Pattern.compile("(?m)^### (WASM-[0-9]{4}): (.+)$");

    @Test
    @DisplayName("docs/troubleshooting.md has one entry for each id, in order, under the id's own title")
    void everyIdIsExplained() throws IOException {
        Matcher matcher = HEADING.matcher(Files.readString(Path.of("../docs/troubleshooting.md")));
        List<String> written = matcher.results()
                .map(each -> each.group(1) + ": " + each.group(2))
                .toList();
        List<String> defined = Arrays.stream(DiagnosticId.values())
                .map(each -> each.code() + ": " + each.title())
                .sorted()
                .toList();
        assertThat(written).containsExactlyElementsOf(defined);
    }

    @Test
    @DisplayName("no two problems share an id")
    void idsAreUnique() {
        assertThat(DiagnosticId.values()).extracting(DiagnosticId::code).doesNotHaveDuplicates();
    }
}
