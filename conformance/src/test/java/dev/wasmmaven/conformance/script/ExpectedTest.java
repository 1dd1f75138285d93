package dev.wasmmaven.conformance.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.conformance.script.Expected.Either;
import dev.wasmmaven.conformance.script.Expected.Exactly;
import dev.wasmmaven.conformance.script.Expected.Lanes;
import dev.wasmmaven.conformance.script.Expected.Nan;
import dev.wasmmaven.conformance.script.Expected.Reference;
import dev.wasmmaven.runtime.engine.CoreFunc;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An expected result")
class ExpectedTest {

    private static boolean accepts(Expected expected, long... raw) {
        return expected.accepts(raw, 0);
    }

    private static Lanes single(Expected.Lane lane, int bits) {
        return new Lanes(List.of(lane), bits);
    }

    @Test
    @DisplayName("of 32 bits looks at the low half only")
    void lowHalf() {
        Expected minusOne = single(new Exactly(-1), 32);
        assertThat(accepts(minusOne, -1)).isTrue();
        assertThat(accepts(minusOne, 0xffff_ffffL)).isTrue();
        assertThat(accepts(minusOne, 0x7fff_ffffL)).isFalse();
        assertThat(accepts(single(new Exactly(-1), 64), 0xffff_ffffL)).isFalse();
    }

    @Test
    @DisplayName("may be a canonical NaN of either sign, with no payload but the quiet bit")
    void canonicalNan() {
        Expected canonical = single(new Nan(true), 32);
        assertThat(accepts(canonical, 0x7fc0_0000L)).isTrue();
        assertThat(accepts(canonical, 0xffc0_0000L)).isTrue();
        assertThat(accepts(canonical, 0x7fc0_0001L)).isFalse();
        assertThat(accepts(canonical, 0x7f80_0000L)).isFalse();
        assertThat(accepts(single(new Nan(true), 64), 0xfff8_0000_0000_0000L)).isTrue();
        assertThat(accepts(single(new Nan(true), 64), 0x7ff8_0000_0000_0001L)).isFalse();
    }

    @Test
    @DisplayName("may be an arithmetic NaN, which is any quiet one")
    void arithmeticNan() {
        Expected arithmetic = single(new Nan(false), 32);
        assertThat(accepts(arithmetic, 0x7fc0_0001L)).isTrue();
        assertThat(accepts(arithmetic, 0x7fa0_0000L)).isFalse();
        assertThat(accepts(arithmetic, 0x3f80_0000L)).isFalse();
        assertThat(accepts(single(new Nan(false), 64), 0x7ff4_0000_0000_0000L)).isFalse();
    }

    @Test
    @DisplayName("that is a vector takes two raw values, the low lanes first")
    void vector() {
        Expected vector =
                new Lanes(List.of(new Exactly(1), new Nan(true), new Exactly(-3), new Exactly(4)), Integer.SIZE);
        assertThat(vector.width()).isEqualTo(2);
        assertThat(accepts(vector, 0x7fc0_0000_0000_0001L, 0x0000_0004_ffff_fffdL))
                .isTrue();
        assertThat(accepts(vector, 0x7fc0_0000_0000_0001L, 0x0000_0005_ffff_fffdL))
                .isFalse();
    }

    @Test
    @DisplayName("may be one of several")
    void either() {
        Expected either = new Either(List.of(single(new Exactly(1), 32), single(new Exactly(2), 32)));
        assertThat(accepts(either, 2)).isTrue();
        assertThat(accepts(either, 3)).isFalse();
    }

    @Test
    @DisplayName("may be a reference, null or not")
    void reference() {
        assertThat(accepts(new Reference(true), CoreFunc.NULL_REFERENCE)).isTrue();
        assertThat(accepts(new Reference(true), 0)).isFalse();
        assertThat(accepts(new Reference(false), 0)).isTrue();
    }
}
