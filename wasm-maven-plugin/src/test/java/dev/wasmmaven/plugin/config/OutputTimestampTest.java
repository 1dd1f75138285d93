package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutputTimestampTest {

    @Test
    @DisplayName("ISO 8601 with an offset, and seconds since 1970")
    void forms() {
        assertThat(OutputTimestamp.parse("2026-01-31T02:00:00+02:00")).contains(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(OutputTimestamp.parse(" 1769817600 ")).contains(Instant.parse("2026-01-31T00:00:00Z"));
    }

    @Test
    @DisplayName("none: not set, empty, or a single character as Maven's own plugins have it")
    void none() {
        assertThat(OutputTimestamp.parse(null)).isEmpty();
        assertThat(OutputTimestamp.parse("")).isEmpty();
        assertThat(OutputTimestamp.parse("-")).isEmpty();
    }

    @Test
    @DisplayName("anything else is refused, with the right form")
    void wrong() {
        for (String wrong : new String[] {"tomorrow", "2026-01-31", "99999999999999999999", "99999999999999999"}) {
            assertThatThrownBy(() -> OutputTimestamp.parse(wrong))
                    .isInstanceOf(GoalException.class)
                    .hasMessageContaining(wrong);
        }
    }
}
