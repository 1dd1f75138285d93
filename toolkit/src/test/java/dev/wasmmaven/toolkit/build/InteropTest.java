package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteropTest {

    @Test
    @DisplayName("modes have the names that users write")
    void modes() {
        assertThat(InteropMode.find("-crt-static")).hasValue(InteropMode.NO_CRT_STATIC);
        assertThat(InteropMode.find("no-crt-static")).hasValue(InteropMode.NO_CRT_STATIC);
        assertThat(InteropMode.find("crt-static")).hasValue(InteropMode.CRT_STATIC);
        assertThat(InteropMode.find("dynamic")).isEmpty();
        assertThat(InteropMode.names()).isEqualTo("auto, crt-static, -crt-static, none");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -65_536, 65_537, (4L << 30) + 65_536})
    @DisplayName("a memory maximum is a number of pages, up to 4 GiB")
    void maximum(long bytes) {
        assertThatThrownBy(() -> new Interop(InteropMode.AUTO, OptionalLong.of(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 KiB");
        assertThat(new Interop(InteropMode.AUTO, OptionalLong.of(4L << 30)).maxMemory())
                .hasValue(4L << 30);
    }
}
