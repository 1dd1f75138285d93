package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.HostState;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** WASI 0.3 for one run of one guest: what a component of the world {@code wasi:cli/command} imports. */
public final class Wasi03 {

    /** The version offered; the linker serves every 0.3.x with it. */
    static final String VERSION = "0.3.2";

    private final HostState host;
    private final HostEnvironment environment;

    public Wasi03(HostState host) {
        this.host = host;
        this.environment = host.environment();
    }

    /**
     * Offers interfaces: releases all at one version, and release candidates, which serve for no other, at their own. The
     * last candidates declare what the release does; one that does not is refused by its functions' types.
     *
     * @param wanted names as a component imports them, with versions; those that WASI 0.3 does not have are left to others
     */
    public void offer(Linker linker, Collection<String> wanted) {
        Set<String> offered = new LinkedHashSet<>();
        for (String each : wanted) {
            int at = each.indexOf('@');
            String version = each.substring(at + 1);
            offered.add(each.substring(0, at + 1) + (version.contains("-") ? version : VERSION));
        }
        for (String each : offered) {
            int at = each.indexOf('@');
            Implementation implementation = implementation(each.substring(0, at));
            if (implementation != null) {
                implementation.offer(linker, each.substring(at + 1));
            }
        }
    }

    /** An interface by its name, made when asked for: most programs import few of them. */
    @Nullable
    Implementation implementation(String name) {
        return switch (name) {
            case "wasi:cli/environment" -> CliFunctions.environment(environment);
            case "wasi:cli/exit" -> CliFunctions.exit();
            case "wasi:cli/types" -> new Implementation(CliFunctions.TYPES);
            case "wasi:cli/stdin" -> CliFunctions.stdin(host.stdin());
            case "wasi:cli/stdout" -> CliFunctions.output(CliFunctions.STDOUT, host.stdout());
            case "wasi:cli/stderr" -> CliFunctions.output(CliFunctions.STDERR, host.stderr());
            case "wasi:cli/terminal-input" -> new Implementation(CliFunctions.TERMINAL_INPUT);
            case "wasi:cli/terminal-output" -> new Implementation(CliFunctions.TERMINAL_OUTPUT);
            case "wasi:cli/terminal-stdin" -> CliFunctions.terminalStdin(environment.stdinTerminal());
            case "wasi:cli/terminal-stdout" -> CliFunctions.terminalStdout(environment.stdoutTerminal());
            case "wasi:cli/terminal-stderr" -> CliFunctions.terminalStderr(environment.stderrTerminal());
            case "wasi:clocks/types" -> new Implementation(ClockFunctions.TYPES);
            case "wasi:clocks/monotonic-clock" -> ClockFunctions.monotonic(environment.clocks());
            case "wasi:clocks/system-clock" -> ClockFunctions.system(environment.clocks());
            case "wasi:clocks/timezone" -> ClockFunctions.timezone(environment.timezone());
            case "wasi:random/random" -> RandomFunctions.random(environment.random());
            case "wasi:random/insecure" -> RandomFunctions.insecure(environment.random());
            case "wasi:random/insecure-seed" -> RandomFunctions.insecureSeed(environment.random());
            case "wasi:filesystem/types" -> FilesystemTypes.implementation(host);
            case "wasi:filesystem/preopens" -> FilesystemTypes.preopens(host);
            case "wasi:sockets/types" -> SocketFunctions.types(host.network());
            case "wasi:sockets/ip-name-lookup" -> SocketFunctions.ipNameLookup(host.network());
            default -> null;
        };
    }
}
