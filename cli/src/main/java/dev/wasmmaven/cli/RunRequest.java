package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.Preopen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code run} was asked to do.
 *
 * @param file the {@code .wasm}, or {@code -} for standard input
 * @param args the guest's arguments, without the program's name
 * @param stackTrace whether an error shows where in the runtime it came from
 */
record RunRequest(
        String file,
        List<String> args,
        List<Preopen> dirs,
        Map<String, String> env,
        Optional<Duration> timeout,
        boolean interpreter,
        boolean stackTrace) {}
