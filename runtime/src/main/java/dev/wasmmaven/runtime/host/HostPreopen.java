package dev.wasmmaven.runtime.host;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A directory given to the guest.
 *
 * @param host the directory on the host
 * @param guest the name under which the guest finds it, such as {@code /data} or {@code .}
 * @param readOnly whether the guest may only read
 */
public record HostPreopen(Path host, String guest, boolean readOnly) {

    public HostPreopen {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(guest, "guest");
    }
}
