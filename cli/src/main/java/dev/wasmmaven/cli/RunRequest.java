package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.NetworkRules;
import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.RunOptions.MissingImports;
import dev.wasmmaven.runtime.RunOptions.StdStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What {@code run} was asked to do.
 *
 * @param file the {@code .wasm}, or {@code -} for standard input
 * @param argv0 the program's name as its first argument
 * @param args the guest's arguments, without the program's name
 * @param invoke the function to call instead of running the program
 * @param listen addresses to listen at
 * @param network what of the network a component may use
 * @param closed standard streams that the program is not given
 * @param initialCwd the directory that a component is told it begins in
 * @param componentFeatures of the component model, by name: whether they are on
 * @param keepCode whether compiled code is kept for later runs
 * @param codeCache where, if not where it usually is
 * @param stackTrace whether an error shows where in the runtime it came from
 */
record RunRequest(
        String file,
        String argv0,
        List<String> args,
        Optional<String> invoke,
        List<Preopen> dirs,
        Map<String, String> env,
        List<InetSocketAddress> listen,
        NetworkRules network,
        Set<StdStream> closed,
        Optional<String> initialCwd,
        MissingImports missingImports,
        Limits limits,
        boolean interpreter,
        boolean rewriting,
        Map<String, Boolean> componentFeatures,
        boolean keepCode,
        Optional<Path> codeCache,
        boolean stackTrace) {

    /**
     * Limits that were asked for; without, the runtime's own.
     *
     * @param timeoutTraps whether the end of the time is shown as a trap, as Wasmtime does
     */
    record Limits(
            Optional<Duration> timeout,
            boolean timeoutTraps,
            OptionalLong memory,
            OptionalLong stack,
            OptionalLong output,
            OptionalLong disk,
            OptionalInt descriptors,
            OptionalInt tableElements) {}
}
