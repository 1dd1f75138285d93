package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.RunOptions.StdStream;
import dev.wasmmaven.runtime.error.OptionInvalidException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostLimits;
import dev.wasmmaven.runtime.host.NetworkAccess;

/** What a guest is given, from the options of a run. */
final class Environments {

    private Environments() {}

    /** @throws OptionInvalidException an option has a value that no guest can be given */
    static HostEnvironment of(RunOptions options) {
        try {
            HostEnvironment.Builder environment = HostEnvironment.builder()
                    .args(options.args())
                    .env(options.env())
                    .stdin(options.stdin())
                    .stdout(options.stdout())
                    .stderr(options.stderr())
                    .terminals(
                            options.terminals().contains(StdStream.STDIN),
                            options.terminals().contains(StdStream.STDOUT),
                            options.terminals().contains(StdStream.STDERR));
            options.listeners().forEach(environment::listener);
            NetworkRules network = options.network();
            environment.network(new NetworkAccess(network.tcp(), network.udp(), network.addresses(), network.names()));
            options.timezone().ifPresent(environment::timezone);
            options.initialCwd().ifPresent(environment::initialCwd);
            environment.limits(new HostLimits(options.maxOutput(), options.maxFileBytes(), options.maxDescriptors()));
            options.preopens()
                    .forEach(preopen -> environment.preopen(preopen.host(), preopen.guest(), preopen.readOnly()));
            return environment.build();
        } catch (IllegalArgumentException e) {
            throw new OptionInvalidException(String.valueOf(e.getMessage()), e);
        }
    }
}
