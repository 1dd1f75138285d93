package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.task.Sleeper;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.HostState;
import dev.wasmmaven.runtime.wasi02.Wasi02;
import dev.wasmmaven.runtime.wasi03.Wasi03;
import java.util.Collection;
import java.util.List;

/**
 * WASI for one instance of a component, in all versions that it imports, which share what the run has of the host. Not
 * thread-safe, except {@link #stop()}.
 */
final class ComponentHost implements AutoCloseable {

    private final HostState state;

    /**
     * Opens the preopened directories.
     *
     * @throws dev.wasmmaven.runtime.error.PreopenException a directory does not exist, is no directory or cannot be opened
     */
    ComponentHost(HostEnvironment environment) {
        state = new HostState(environment);
    }

    /**
     * Offers those of the interfaces that WASI has.
     *
     * @param wanted names as a component imports them
     */
    void offer(Linker linker, Collection<String> wanted) {
        List<String> third = wanted.stream().filter(ComponentHost::isThird).toList();
        new Wasi02(state)
                .offer(
                        linker,
                        wanted.stream().filter(name -> !third.contains(name)).toList());
        // Most components do not import it: its classes are loaded only if need be.
        if (!third.isEmpty()) {
            new Wasi03(state).offer(linker, third);
        }
    }

    private static boolean isThird(String name) {
        return name.startsWith("wasi:") && name.contains("@0.3.");
    }

    Sleeper sleeper() {
        return state.sleeper();
    }

    /** Wakes calls that wait, now and later, with a trap of kind INTERRUPTED. From any thread; not to be taken back. */
    void stop() {
        state.stop();
    }

    @Override
    public void close() {
        state.close();
    }
}
