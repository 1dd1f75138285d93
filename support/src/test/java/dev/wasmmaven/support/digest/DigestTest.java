package dev.wasmmaven.support.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    /** FIPS 180-4's example. */
    private static final String ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path temp;

    @Test
    @DisplayName("text, bytes, file and stream of the same content have the digest that the standard gives")
    void computes() throws IOException {
        byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(temp.resolve("abc"), bytes);
        assertThat(Digest.sha256("abc")).hasToString(ABC);
        assertThat(Digest.sha256(bytes)).isEqualTo(Digest.parse(ABC)).hasSameHashCodeAs(Digest.parse(ABC));
        assertThat(Digest.sha256(file)).isEqualTo(Digest.parse(ABC));
        assertThat(Digest.of(Digest.Algorithm.SHA512, new ByteArrayInputStream(bytes))
                        .toString())
                .startsWith("sha512:ddaf35a193617abacc417349ae204131");
    }

    @Test
    @DisplayName("writing in another case is the same digest, another content or algorithm is not")
    void equality() throws IOException {
        assertThat(Digest.parse("SHA-256:" + Digest.parse(ABC).hex().toUpperCase(Locale.ROOT)))
                .isEqualTo(Digest.parse(ABC));
        assertThat(Digest.sha256("abd")).isNotEqualTo(Digest.parse(ABC));
        assertThat(Digest.parse(ABC).verify(new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8))))
                .isTrue();
        assertThat(Digest.parse(ABC).verify(new ByteArrayInputStream(new byte[0])))
                .isFalse();
        assertThat(Digest.of(Digest.Algorithm.SHA512, new ByteArrayInputStream(new byte[0])))
                .isNotEqualTo(Digest.of(Digest.Algorithm.SHA256, new ByteArrayInputStream(new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "md5:00",
                "sha256:",
                "sha256:00",
                "sha256:zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            })
    @DisplayName("anything else is refused")
    void refuses(String text) {
        assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
