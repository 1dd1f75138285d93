package dev.wasmmaven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExitCodesTest {

    @Test
    @DisplayName("a failure stays a failure")
    void exitCodes() {
        assertThat(ExitCodes.ofGuest(0)).isZero();
        assertThat(ExitCodes.ofGuest(3)).isEqualTo(3);
        assertThat(ExitCodes.ofGuest(256)).isEqualTo(1);
        assertThat(ExitCodes.ofGuest(257)).isEqualTo(1);
        assertThat(ExitCodes.ofGuest(-1)).isEqualTo(255);
    }
}
