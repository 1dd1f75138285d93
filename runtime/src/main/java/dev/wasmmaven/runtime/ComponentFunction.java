package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.link.LinkedFunc;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.GuestExit;
import java.util.List;
import java.util.Optional;

/** An exported function of a {@link ComponentInstance}. */
public final class ComponentFunction {

    private final LinkedFunc func;

    ComponentFunction(LinkedFunc func) {
        this.func = func;
    }

    /** Its type in the words of WIT, such as {@code func(name: string) -> option<u32>}. */
    public String signature() {
        return func.signature();
    }

    /**
     * Calls it.
     *
     * @return the result, empty if the function has none
     * @throws IllegalArgumentException the arguments are not of the parameters' types; the component has seen nothing
     * @throws IllegalStateException another thread is using the instance
     * @throws dev.wasmmaven.runtime.error.TrapException the component trapped, now or before, or was stopped
     * @throws ComponentExitException it asked to end by {@code wasi:cli/exit}
     * @throws RuntimeException whatever a host function threw, unchanged
     */
    public Optional<Val> call(List<Val> args) {
        try {
            return func.call(args);
        } catch (GuestExit e) {
            throw new ComponentExitException(e.code());
        }
    }

    /** The same. */
    public Optional<Val> call(Val... args) {
        return call(List.of(args));
    }
}
