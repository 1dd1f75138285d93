package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.HostFunc;
import dev.wasmmaven.runtime.error.PreopenException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UnlinkableException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostInput;
import dev.wasmmaven.runtime.host.HostLimits;
import dev.wasmmaven.runtime.host.HostOutput;
import dev.wasmmaven.runtime.host.LimitExceededException;
import dev.wasmmaven.runtime.host.OutputLimit;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.StoppedException;
import dev.wasmmaven.runtime.host.WriteQuota;
import dev.wasmmaven.runtime.host.fs.PreopenFailedException;
import dev.wasmmaven.runtime.host.fs.PreopenedDirectory;
import dev.wasmmaven.runtime.host.net.HostTcpListener;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * WASI 0.1 for one run of one guest: its descriptors and the functions that a module imports. Thread-safe for a guest
 * with threads; {@link #stop()} always.
 */
public final class Wasi01 implements AutoCloseable {

    /** The module's name in imports. */
    public static final String MODULE = "wasi_snapshot_preview1";

    /** What most calls return. */
    private static final long[] SUCCEEDED = {Errno.SUCCESS};

    private final StopSignal signal = new StopSignal();
    private final Descriptors descriptors;
    private final Functions functions;
    private final boolean threads;

    /** The memory that was used last; of several threads each may see another's, or none. */
    private @Nullable GuestMemory lastMemory;

    /** The same for a guest without threads. */
    public Wasi01(HostEnvironment environment) {
        this(environment, false);
    }

    /**
     * Opens standard streams as descriptors 0 to 2, from 3 on the preopened directories and then the listening sockets.
     *
     * @param threads whether several threads of the guest call: then one at a time is in a function that uses descriptors,
     *     and another comes in where it waits
     * @throws PreopenException a directory does not exist, is no directory or cannot be opened; or there are more
     *     descriptors to begin with than the limit allows
     */
    public Wasi01(HostEnvironment environment, boolean threads) {
        this.threads = threads;
        HostLimits limits = environment.limits();
        descriptors = new Descriptors(limits.descriptors());
        try {
            openStreams(environment, OutputLimit.of(limits.outputBytes()));
            WriteQuota quota = WriteQuota.of(limits.fileBytes());
            for (PreopenedDirectory each : PreopenedDirectory.openAll(environment.preopens(), quota)) {
                descriptors.add(new Descriptor.Directory(each.directory(), Optional.of(each.guest())));
            }
            for (ServerSocketChannel each : environment.listeners()) {
                descriptors.add(new Descriptor.Listener(HostTcpListener.of(each), new Descriptor.Blocking(false)));
            }
        } catch (PreopenFailedException e) {
            descriptors.closeAll();
            throw new PreopenException(String.valueOf(e.getMessage()), e.getCause());
        } catch (IOException e) {
            descriptors.closeAll();
            throw new PreopenException("a listening socket cannot be given: " + e.getMessage(), e);
        } catch (HostException e) {
            descriptors.closeAll();
            throw new PreopenException(
                    "the limit of " + limits.descriptors() + " descriptors is less than the program starts with", e);
        }
        functions = new Functions(environment, descriptors, signal);
    }

    private void openStreams(HostEnvironment environment, OutputLimit limit) throws HostException {
        descriptors.add(new Descriptor.Input(
                new HostInput(environment.stdin(), signal),
                environment.stdinTerminal(),
                new Descriptor.Blocking(false)));
        descriptors.add(new Descriptor.Output(
                new HostOutput(environment.stdout(), limit),
                environment.stdoutTerminal(),
                new Descriptor.Blocking(false)));
        descriptors.add(new Descriptor.Output(
                new HostOutput(environment.stderr(), limit),
                environment.stderrTerminal(),
                new Descriptor.Blocking(false)));
    }

    /**
     * The function for an import.
     *
     * @return empty if it is neither of {@link #MODULE} nor of the snapshot before, or names no function of them
     * @throws UnlinkableException the function exists, with another type
     */
    public Optional<CoreFunc> resolve(CoreEngine engine, CoreImport wanted) {
        Functions.Entry entry = switch (wanted.module()) {
            case MODULE -> functions.byName().get(wanted.name());
            case Unstable.MODULE -> functions.unstable().get(wanted.name());
            default -> null;
        };
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.type().equals(wanted.type())) {
            throw new UnlinkableException(
                    "the import " + wanted.module() + "." + wanted.name() + " has the type " + wanted.type()
                            + ", but WASI 0.1 defines " + entry.type(),
                    null);
        }
        Call.Function body = entry.body();
        HostFunc function;
        if (entry.type().results().isEmpty()) {
            function = (caller, args) -> {
                call(body, caller, args);
                return null;
            };
        } else if (threads && Functions.usesDescriptors(wanted.name())) {
            function = (caller, args) -> returned(signal.exclusively(() -> call(body, caller, args)));
        } else {
            function = (caller, args) -> returned(call(body, caller, args));
        }
        return Optional.of(engine.hostFunc(entry.type(), function));
    }

    private static long[] returned(int errno) {
        return errno == Errno.SUCCESS ? SUCCEEDED : new long[] {errno};
    }

    private GuestMemory guestMemory(CoreMemory memory) {
        GuestMemory known = lastMemory;
        if (known == null || !known.isOf(memory)) {
            known = new GuestMemory(memory);
            lastMemory = known;
        }
        return known;
    }

    private int call(Call.Function body, CoreInstance caller, long[] args) {
        CoreMemory memory = caller.memory("memory")
                .orElseThrow(() -> new TrapException(
                        TrapKind.OTHER,
                        "a module that calls WASI must export its memory as 'memory'",
                        List.of(),
                        null));
        try {
            body.call(new Call(guestMemory(memory), args));
            return Errno.SUCCESS;
        } catch (HostException e) {
            return Errno.of(e.error());
        } catch (NotCapableException e) {
            return Errno.NOTCAPABLE;
        } catch (LimitExceededException e) {
            throw new TrapException(TrapKind.OTHER, String.valueOf(e.getMessage()), List.of(), e);
        } catch (StoppedException e) {
            throw new TrapException(TrapKind.INTERRUPTED, TrapKind.INTERRUPTED.message(), List.of(), e);
        }
    }

    /** Wakes calls that wait, now and later, with a trap of kind INTERRUPTED. From any thread; not to be taken back. */
    public void stop() {
        signal.stop();
    }

    /** Closes every descriptor; the streams of the environment stay open. */
    @Override
    public void close() {
        signal.stop();
        descriptors.closeAll();
    }
}
