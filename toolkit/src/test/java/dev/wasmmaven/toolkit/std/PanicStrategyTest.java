package dev.wasmmaven.toolkit.std;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What panics do, as rustc's flags say")
class PanicStrategyTest {

    @Test
    @DisplayName("is found however the flag is written, and the last one counts")
    void isFound() {
        Optional<PanicStrategy> unwind = Optional.of(PanicStrategy.UNWIND);
        assertThat(PanicStrategy.in(List.of("-Cpanic=unwind"))).isEqualTo(unwind);
        assertThat(PanicStrategy.in(List.of("-C", "panic=unwind", "-O"))).isEqualTo(unwind);
        assertThat(PanicStrategy.in(List.of("--codegen=panic=unwind"))).isEqualTo(unwind);
        assertThat(PanicStrategy.in(List.of("--codegen", "panic=unwind"))).isEqualTo(unwind);
        assertThat(PanicStrategy.in(List.of("-Cpanic=unwind", "-Cpanic=abort"))).contains(PanicStrategy.ABORT);
    }

    @Test
    @DisplayName("is not read into other flags")
    void isNotFound() {
        assertThat(PanicStrategy.in(List.of("--cfg", "feature=\"panic=unwind\"", "-Zpanic=unwind", "-Lpanic=unwind")))
                .isEmpty();
    }
}
