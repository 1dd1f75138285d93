package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.GuestExit;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.util.ArrayList;
import java.util.List;

/** The functions of {@code wasi:cli} that are the same in both versions: environment, exit, terminals. */
public final class CommandFunctions {

    private CommandFunctions() {}

    /**
     * {@code wasi:cli/environment}. The guest's current directory is where its directories are named from, so there is no
     * other to tell.
     *
     * @param initialCwd the name of the function that tells the first directory
     */
    public static <S extends DeclaredInterface<S>> S environment(
            S declared, HostEnvironment environment, String initialCwd) {
        List<Val> variables = new ArrayList<>();
        environment.env().forEach((name, value) -> variables.add(Values.tuple(new Val.Str(name), new Val.Str(value))));
        Val all = Values.list(variables);
        Val arguments =
                Values.list(environment.args().stream().map(Val.Str::new).toList());
        Val directory = environment
                .initialCwd()
                .map(name -> Values.some(new Val.Str(name)))
                .orElse(Values.NONE);
        return declared.func("get-environment", call -> all)
                .func("get-arguments", call -> arguments)
                .func(initialCwd, call -> directory);
    }

    /** {@code wasi:cli/exit}. */
    public static <S extends DeclaredInterface<S>> S exit(S declared) {
        return declared.func("exit", call -> {
                    throw new GuestExit(call.ok(0) ? 0 : 1);
                })
                .func("exit-with-code", call -> {
                    throw new GuestExit(call.u8(0));
                });
    }

    /** An interface {@code terminal-std…}: its one function gives something if the stream is a terminal. */
    public static <S extends DeclaredInterface<S>> S terminal(
            S declared, String function, HostResource<Object> resource, boolean terminal) {
        return declared.func(function, call -> terminal ? Values.some(call.own(resource, new Object())) : Values.NONE);
    }
}
