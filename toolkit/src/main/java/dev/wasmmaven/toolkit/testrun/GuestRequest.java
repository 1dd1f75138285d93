package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.Preopen;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance is given. Its standard input is empty.
 *
 * @param args arguments; the first is the program's name
 * @param env its whole environment, in this order
 * @param preopens its directories, in this order
 * @param network whether it may use the host's network
 * @param timeout wall time after which it is stopped; empty for never
 * @param outputLimit how many bytes of each of its streams are kept; the rest is left out in the middle
 */
public record GuestRequest(
        List<String> args,
        Map<String, String> env,
        List<Preopen> preopens,
        boolean network,
        Optional<Duration> timeout,
        int outputLimit) {

    public GuestRequest {
        args = List.copyOf(args);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        preopens = List.copyOf(preopens);
    }
}
