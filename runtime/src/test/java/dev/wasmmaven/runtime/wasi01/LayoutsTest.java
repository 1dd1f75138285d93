package dev.wasmmaven.runtime.wasi01;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.host.fs.FileStat;
import dev.wasmmaven.runtime.host.fs.FileType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Structures of values that a file system of these days hardly has. */
class LayoutsTest {

    @Test
    @DisplayName("a file's times are unsigned nanoseconds, exact from 1970 to 2554, else the nearest of these")
    void timesOfFiles() {
        Instant year2300 = Instant.parse("2300-02-03T04:05:06.123456789Z");
        ByteBuffer filestat = filestat(Instant.parse("1969-12-31T23:59:59.5Z"), year2300, Instant.MAX);
        assertThat(filestat.getLong(40)).isZero();
        assertThat(Long.toUnsignedString(filestat.getLong(48))).isEqualTo(year2300.getEpochSecond() + "123456789");
        assertThat(filestat.getLong(56)).isEqualTo(-1);

        Instant last = Instant.parse("2554-07-21T23:34:33.709551615Z");
        ByteBuffer limits = filestat(Instant.EPOCH, last.minusNanos(1), last);
        assertThat(limits.getLong(40)).isZero();
        assertThat(limits.getLong(48)).isEqualTo(-2);
        assertThat(limits.getLong(56)).isEqualTo(-1);
    }

    private static ByteBuffer filestat(Instant accessed, Instant modified, Instant changed) {
        return ByteBuffer.wrap(
                        Layouts.filestat(new FileStat(1, 2, FileType.REGULAR, 1, 5, accessed, modified, changed)))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
