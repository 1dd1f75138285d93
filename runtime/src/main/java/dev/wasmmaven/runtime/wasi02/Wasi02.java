package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.task.Sleeper;
import dev.wasmmaven.runtime.error.PreopenException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostInput;
import dev.wasmmaven.runtime.host.HostLimits;
import dev.wasmmaven.runtime.host.HostOutput;
import dev.wasmmaven.runtime.host.OutputLimit;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.WriteQuota;
import dev.wasmmaven.runtime.host.fs.PreopenFailedException;
import dev.wasmmaven.runtime.host.fs.PreopenedDirectory;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WASI 0.2 for one run of one guest: what a component of the world {@code wasi:cli/command} imports. Not thread-safe,
 * except {@link #stop()}.
 */
public final class Wasi02 implements AutoCloseable {

    private final StopSignal signal = new StopSignal();
    private final HostEnvironment environment;
    private final HostInput stdin;
    private final HostOutput stdout;
    private final HostOutput stderr;
    private final OpenNodes nodes;
    private final Network network;
    private final List<PreopenFunctions.Preopen> preopens;

    /**
     * Opens the preopened directories.
     *
     * @throws PreopenException a directory does not exist, is no directory or cannot be opened
     */
    public Wasi02(HostEnvironment environment) {
        this.environment = environment;
        stdin = new HostInput(environment.stdin(), signal);
        HostLimits limits = environment.limits();
        OutputLimit outputLimit = OutputLimit.of(limits.outputBytes());
        stdout = new HostOutput(environment.stdout(), outputLimit);
        stderr = new HostOutput(environment.stderr(), outputLimit);
        nodes = new OpenNodes(limits.descriptors());
        network = new Network(environment.network(), signal, limits.descriptors());
        try {
            preopens = PreopenedDirectory.openAll(environment.preopens(), WriteQuota.of(limits.fileBytes())).stream()
                    .map(each -> new PreopenFunctions.Preopen(nodes.add(each.directory()), each.guest()))
                    .toList();
        } catch (PreopenFailedException e) {
            throw new PreopenException(String.valueOf(e.getMessage()), e.getCause());
        }
    }

    /**
     * Offers interfaces, all at version 0.2.12, which serves every 0.2.x.
     *
     * @param wanted names as a component imports them, with or without a version; those that WASI 0.2 does not have are
     *     left to others
     */
    public void offer(Linker linker, Collection<String> wanted) {
        Set<String> names = new LinkedHashSet<>();
        for (String each : wanted) {
            int version = each.indexOf('@');
            names.add(version < 0 ? each : each.substring(0, version));
        }
        for (String each : names) {
            Implementation implementation = implementation(each);
            if (implementation != null) {
                implementation.offer(linker);
            }
        }
    }

    /** An interface by its name, made when asked for: most programs import few of them. */
    @Nullable
    Implementation implementation(String name) {
        return switch (name) {
            case "wasi:io/error" -> IoInterfaces.error();
            case "wasi:io/poll" -> IoInterfaces.poll();
            case "wasi:io/streams" -> StreamFunctions.implementation();
            case "wasi:cli/environment" -> CliFunctions.environment(environment);
            case "wasi:cli/exit" -> CliFunctions.exit();
            case "wasi:cli/stdin" -> CliFunctions.stdin(stdin);
            case "wasi:cli/stdout" -> CliFunctions.stdout(stdout);
            case "wasi:cli/stderr" -> CliFunctions.stderr(stderr);
            case "wasi:cli/terminal-input" -> new Implementation(CliFunctions.TERMINAL_INPUT);
            case "wasi:cli/terminal-output" -> new Implementation(CliFunctions.TERMINAL_OUTPUT);
            case "wasi:cli/terminal-stdin" -> CliFunctions.terminalStdin(environment.stdinTerminal());
            case "wasi:cli/terminal-stdout" ->
                CliFunctions.terminalOutput(CliFunctions.TERMINAL_STDOUT, environment.stdoutTerminal());
            case "wasi:cli/terminal-stderr" ->
                CliFunctions.terminalOutput(CliFunctions.TERMINAL_STDERR, environment.stderrTerminal());
            case "wasi:clocks/monotonic-clock" -> ClockFunctions.monotonic(environment.clocks());
            case "wasi:clocks/wall-clock" -> ClockFunctions.wall(environment.clocks());
            case "wasi:clocks/timezone" ->
                environment.timezone().map(ClockFunctions::timezone).orElse(null);
            case "wasi:random/random" -> RandomFunctions.random(environment.random());
            case "wasi:random/insecure" -> RandomFunctions.insecure(environment.random());
            case "wasi:random/insecure-seed" -> RandomFunctions.insecureSeed(environment.random());
            case "wasi:filesystem/types" -> FilesystemTypes.implementation(environment.clocks(), nodes);
            case "wasi:filesystem/preopens" -> PreopenFunctions.implementation(preopens);
            case "wasi:sockets/network" -> SocketFunctions.network();
            case "wasi:sockets/instance-network" -> SocketFunctions.instanceNetwork(network);
            case "wasi:sockets/ip-name-lookup" -> SocketFunctions.ipNameLookup(network);
            case "wasi:sockets/tcp" -> TcpFunctions.tcp();
            case "wasi:sockets/tcp-create-socket" -> TcpFunctions.createSocket(network);
            case "wasi:sockets/udp" -> UdpFunctions.udp();
            case "wasi:sockets/udp-create-socket" -> UdpFunctions.createSocket(network);
            default -> null;
        };
    }

    /** Where the guest's store must sleep. */
    public Sleeper sleeper() {
        return new SignalSleeper(signal);
    }

    /** Wakes calls that wait, now and later, with a trap of kind INTERRUPTED. From any thread; not to be taken back. */
    public void stop() {
        signal.stop();
    }

    /**
     * Closes all files, directories and sockets, also those that the guest still holds; the streams of the environment stay
     * open. Waits a while for what the guest has sent.
     */
    @Override
    public void close() {
        network.linger();
        signal.stop();
        stdin.close();
        nodes.closeAll();
        network.closeAll();
    }
}
