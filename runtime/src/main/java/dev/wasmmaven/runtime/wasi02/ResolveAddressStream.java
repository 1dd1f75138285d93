package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.net.NameLookup;
import dev.wasmmaven.runtime.wasi.SocketException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A {@code resolve-address-stream}: the addresses of a name, one after the other. */
final class ResolveAddressStream extends Parent {

    private final NameLookup lookup;
    private int given;

    ResolveAddressStream(NameLookup lookup) {
        this.lookup = lookup;
    }

    /** The next address, or empty after the last. */
    Optional<InetAddress> next() throws SocketException {
        List<InetAddress> addresses = lookup.answer().orElseThrow(() -> new SocketException("would-block"));
        if (addresses.isEmpty()) {
            throw new SocketException("name-unresolvable");
        }
        if (given == addresses.size()) {
            return Optional.empty();
        }
        given++;
        return Optional.of(addresses.get(given - 1));
    }

    @Override
    public boolean ready() {
        return lookup.answer().isPresent();
    }

    @Override
    void close() {
        // A lookup that is under way ends by itself.
    }
}
