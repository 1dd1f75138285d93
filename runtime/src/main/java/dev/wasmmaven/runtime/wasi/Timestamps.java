package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.SetTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code new-timestamp} as what to do with one time of a file. */
public final class Timestamps {

    private final FileDialect dialect;
    private final HostClocks clocks;

    public Timestamps(FileDialect dialect, HostClocks clocks) {
        this.dialect = dialect;
        this.clocks = clocks;
    }

    /** {@code overflow} for a time that no file can have. */
    public SetTime of(Val.VariantOf timestamp) throws HostException {
        return switch (timestamp.label()) {
            case "no-change" -> SetTime.OMIT;
            case "now" -> SetTime.at(Instant.EPOCH.plus(clocks.realtime(), ChronoUnit.NANOS));
            default -> {
                try {
                    yield SetTime.at(
                            dialect.instant((Val.RecordOf) timestamp.payload().orElseThrow()));
                } catch (DateTimeException e) {
                    throw new HostException(HostErr.OVERFLOW, e);
                }
            }
        };
    }
}
