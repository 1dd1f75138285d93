package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;

/** {@code sock_*}. WASI 0.1 cannot make a socket and none is ever given, so no descriptor is one. */
final class SocketFunctions {

    private final Descriptors descriptors;

    SocketFunctions(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    /** First argument: descriptor. */
    void notASocket(Call call) throws HostException {
        descriptors.get(call.i32(0));
        throw new HostException(HostErr.NOTSOCK);
    }
}
