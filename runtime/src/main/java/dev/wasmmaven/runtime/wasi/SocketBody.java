package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import org.jspecify.annotations.Nullable;

/** A function of sockets, which returns {@code result<…, error-code>}: the payload, null if it has none. */
@FunctionalInterface
public interface SocketBody {
    @Nullable
    Val call(Call call) throws SocketException, HostException;
}
