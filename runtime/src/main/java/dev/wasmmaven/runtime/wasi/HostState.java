package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.task.Sleeper;
import dev.wasmmaven.runtime.error.PreopenException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostInput;
import dev.wasmmaven.runtime.host.HostLimits;
import dev.wasmmaven.runtime.host.HostOutput;
import dev.wasmmaven.runtime.host.OutputLimit;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.WriteQuota;
import dev.wasmmaven.runtime.host.fs.HostDirectory;
import dev.wasmmaven.runtime.host.fs.PreopenFailedException;
import dev.wasmmaven.runtime.host.fs.PreopenedDirectory;
import java.util.List;

/**
 * What one run of one component has of the host, whichever versions of WASI it imports: a component may import 0.2 and 0.3 at
 * once. Not thread-safe, except {@link #stop()}.
 */
public final class HostState implements AutoCloseable {

    /** A directory with its name; the run keeps a hold on it, since it may be asked for again. */
    public record Preopen(OpenNodes.Held<HostDirectory> directory, String guest) {

        /** A descriptor of it, which may do everything that the directory allows. */
        public Descriptor descriptor() {
            HostDirectory opened = directory.get();
            return Descriptor.of(directory.hold(), PathFunctions.flagsOfPreopen(opened), opened.readOnly());
        }
    }

    private final StopSignal signal = new StopSignal();
    private final HostEnvironment environment;
    private final HostInput stdin;
    private final HostOutput stdout;
    private final HostOutput stderr;
    private final OpenNodes nodes;
    private final Network network;
    private final List<Preopen> preopens;

    /**
     * Opens the preopened directories.
     *
     * @throws PreopenException a directory does not exist, is no directory or cannot be opened
     */
    public HostState(HostEnvironment environment) {
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
                    .map(each -> new Preopen(nodes.add(each.directory()), each.guest()))
                    .toList();
        } catch (PreopenFailedException e) {
            throw new PreopenException(String.valueOf(e.getMessage()), e.getCause());
        }
    }

    public HostEnvironment environment() {
        return environment;
    }

    /** Where the run's host operations wait. */
    public StopSignal signal() {
        return signal;
    }

    public HostInput stdin() {
        return stdin;
    }

    public HostOutput stdout() {
        return stdout;
    }

    public HostOutput stderr() {
        return stderr;
    }

    public OpenNodes nodes() {
        return nodes;
    }

    public Network network() {
        return network;
    }

    public List<Preopen> preopens() {
        return preopens;
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
     * Closes all files, directories and sockets, also those that the guest still holds, after waiting a while for what it has
     * sent; the streams of the environment stay open.
     */
    @Override
    public void close() {
        network.linger();
        network.closeAll();
        signal.stop();
        stdin.close();
        nodes.closeAll();
    }
}
