package dev.wasmmaven.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostRandomTest {

    static Stream<HostRandom> generators() {
        return Stream.concat(DeviceBytes.open().stream(), Stream.of(new SecureBytes()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("where the operating system has a device for random bytes, guests get those")
    void device() {
        assertThat(HostRandom.secure()).isInstanceOf(DeviceBytes.class);
    }

    @ParameterizedTest
    @MethodSource("generators")
    @DisplayName("the whole range is filled, and nothing else, whatever its length")
    void ranges(HostRandom random) {
        for (int length : new int[] {0, 1, 16, 511, 512, 513, 5000, 70_000}) {
            byte[] bytes = new byte[length + 20];
            Set<Integer> changed = new HashSet<>();
            // Of each byte one in 256 is zero as it was.
            for (int round = 0; round < 12; round++) {
                Arrays.fill(bytes, (byte) 0);
                random.fill(bytes, 10, length);
                IntStream.range(0, bytes.length).filter(at -> bytes[at] != 0).forEach(changed::add);
            }
            assertThat(changed).hasSize(length).allMatch(at -> at >= 10 && at < 10 + length);
        }
    }

    @ParameterizedTest
    @MethodSource("generators")
    @DisplayName("no two guests get the same bytes")
    void distinct(HostRandom random) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        int count = 4000;
        IntStream.range(0, count).parallel().forEach(each -> {
            byte[] bytes = new byte[9 + each % 40];
            random.fill(bytes, 0, bytes.length);
            seen.add(Arrays.toString(Arrays.copyOf(bytes, 9)));
        });
        assertThat(seen).hasSize(count);
    }
}
