package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.link.LinkedInstance;
import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.task.ParkingSleeper;
import dev.wasmmaven.runtime.component.task.Sleeper;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.engine.CoreStop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Java offers to components: functions, resource types, and WASI. Built by one thread, then shared.
 *
 * <pre>{@code
 * ComponentLinker linker = new ComponentLinker().wasi(RunOptions.builder().build());
 * linker.instance("acme:demo/log").func("write", (context, args) -> {
 *     System.out.println(((Val.Str) args.get(0)).value());
 *     return null;
 * });
 * try (ComponentInstance instance = linker.instantiate(component)) {
 *     Val greeting = instance.func("greet").orElseThrow().call(new Val.Str("Ada")).orElseThrow();
 * }
 * }</pre>
 */
public final class ComponentLinker {

    private final Map<String, HostInstance> instances = new LinkedHashMap<>();
    private final Map<String, HostFunction> functions = new LinkedHashMap<>();
    private @Nullable RunOptions wasi;

    public ComponentLinker() {}

    /**
     * The instance of that name, made when first asked for. One named {@code a:b/c@1.2.0} also serves imports of other
     * versions that are compatible with it by semver.
     */
    public HostInstance instance(String name) {
        return instances.computeIfAbsent(name, HostInstance::new);
    }

    /** Offers a function to components that import it by itself, not as part of an interface. */
    public ComponentLinker func(String name, HostFunction body) {
        functions.put(name, body);
        return this;
    }

    /**
     * Offers WASI 0.2 and 0.3, each instance its own: arguments, environment variables, streams and directories as given; timeouts
     * do not count. What {@link #instance} offers goes before.
     */
    public ComponentLinker wasi(RunOptions options) {
        this.wasi = Objects.requireNonNull(options, "options");
        return this;
    }

    /**
     * Makes an instance, in a store of its own. Runs on the calling thread, as do all calls of the instance: deep recursion
     * needs a thread with a large stack.
     *
     * @throws dev.wasmmaven.runtime.error.UnlinkableException imports are missing or of other types; the message lists all,
     *     with what was offered
     * @throws dev.wasmmaven.runtime.error.UninstantiableException a memory or table is larger than allowed
     * @throws dev.wasmmaven.runtime.error.TrapException a start function trapped
     * @throws dev.wasmmaven.runtime.error.PreopenException a directory for WASI does not exist or is none
     */
    public ComponentInstance instantiate(Component component) {
        CoreStop stop = new CoreStop();
        RunOptions options = wasi;
        ComponentHost host = options == null ? null : new ComponentHost(Environments.of(options));
        Sleeper sleeper = host == null ? new ParkingSleeper(stop) : host.sleeper();
        Store store = new Store(component.engine(), stop, sleeper);
        try {
            LinkedInstance linked = linker(component, host).instantiate(store, component.plan());
            return new ComponentInstance(linked, store, host);
        } catch (RuntimeException | Error e) {
            ComponentInstance.close(store, host);
            throw e;
        }
    }

    private Linker linker(Component component, @Nullable ComponentHost host) {
        Linker linker = new Linker();
        if (host != null) {
            host.offer(
                    linker,
                    component.imports().stream()
                            .filter(name -> !instances.containsKey(name))
                            .toList());
        }
        functions.forEach((name, body) -> linker.func(name, HostInstance.adapt(body)));
        instances.values().forEach(instance -> instance.define(linker));
        return linker;
    }
}
