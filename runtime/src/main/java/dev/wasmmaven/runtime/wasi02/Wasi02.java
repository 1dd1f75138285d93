package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.HostState;
import dev.wasmmaven.runtime.wasi.Network;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** WASI 0.2 for one run of one guest: what a component of the world {@code wasi:cli/command} imports. */
public final class Wasi02 {

    private final HostState host;
    private final HostEnvironment environment;
    private final Network network;

    public Wasi02(HostState host) {
        this.host = host;
        this.environment = host.environment();
        this.network = host.network();
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
            case "wasi:cli/stdin" -> CliFunctions.stdin(host.stdin());
            case "wasi:cli/stdout" -> CliFunctions.stdout(host.stdout());
            case "wasi:cli/stderr" -> CliFunctions.stderr(host.stderr());
            case "wasi:cli/terminal-input" -> new Implementation(CliFunctions.TERMINAL_INPUT);
            case "wasi:cli/terminal-output" -> new Implementation(CliFunctions.TERMINAL_OUTPUT);
            case "wasi:cli/terminal-stdin" -> CliFunctions.terminalStdin(environment.stdinTerminal());
            case "wasi:cli/terminal-stdout" -> CliFunctions.terminalStdout(environment.stdoutTerminal());
            case "wasi:cli/terminal-stderr" -> CliFunctions.terminalStderr(environment.stderrTerminal());
            case "wasi:clocks/monotonic-clock" -> ClockFunctions.monotonic(environment.clocks());
            case "wasi:clocks/wall-clock" -> ClockFunctions.wall(environment.clocks());
            case "wasi:clocks/timezone" ->
                environment.timezone().map(ClockFunctions::timezone).orElse(null);
            case "wasi:random/random" -> RandomFunctions.random(environment.random());
            case "wasi:random/insecure" -> RandomFunctions.insecure(environment.random());
            case "wasi:random/insecure-seed" -> RandomFunctions.insecureSeed(environment.random());
            case "wasi:filesystem/types" -> FilesystemTypes.implementation(environment.clocks(), host.nodes());
            case "wasi:filesystem/preopens" -> PreopenFunctions.implementation(host.preopens());
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
}
