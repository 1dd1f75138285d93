package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.link.LinkedFunc;
import dev.wasmmaven.runtime.component.link.LinkedInstance;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.text.WaveCall;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.FunctionNotFoundException;
import dev.wasmmaven.runtime.error.NotACommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a run enters a component. */
sealed interface ComponentEntry {

    /**
     * Checks, before anything is instantiated, that the component can be entered so.
     *
     * @throws NotACommandException it does not export {@code wasi:cli/run}
     * @throws FunctionNotFoundException it has no such function, or several
     * @throws IllegalArgumentException the arguments do not fit the function
     */
    void check(ComponentPlan plan);

    /** Calls it. */
    RunResult call(LinkedInstance instance, Supplier<Duration> elapsed);

    /** The {@code run} of {@code wasi:cli/run}, as programs export it. */
    record Program() implements ComponentEntry {

        private static final String RUN = "wasi:cli/run@";

        /** In the order of preference: who exports both does more in the newer one. */
        private static final List<String> VERSIONS = List.of(RUN + "0.3.", RUN + "0.2.");

        /** The name of the export that programs begin with. */
        static Optional<String> export(ComponentPlan plan) {
            List<String> exports = ComponentGuest.names(plan.type().exports());
            return VERSIONS.stream()
                    .flatMap(version -> exports.stream().filter(name -> name.startsWith(version)))
                    .findFirst();
        }

        @Override
        public void check(ComponentPlan plan) {
            if (export(plan).isEmpty()) {
                Optional<String> other = ComponentGuest.names(plan.type().exports()).stream()
                        .filter(name -> name.startsWith(RUN))
                        .findFirst();
                throw new NotACommandException(
                        plan.name()
                                + other.map(name -> " exports " + name + "; only versions 0.2 and 0.3 are supported")
                                        .orElse(" does not export wasi:cli/run: it is a library, not a program"),
                        null);
            }
        }

        @Override
        public RunResult call(LinkedInstance instance, Supplier<Duration> elapsed) {
            LinkedFunc run = instance.func(export(instance.component()).orElseThrow(), "run")
                    .orElseThrow();
            boolean ok = run.call().orElseThrow() instanceof Val.ResultOf ended && ended.isOk();
            return new RunResult.Exited(ok ? 0 : 1, elapsed.get());
        }
    }

    /**
     * An exported function, of the component or of an interface that it exports. Its name alone will do where only one has
     * it; {@code interface#function} names one of several.
     */
    record Function(WaveCall call) implements ComponentEntry {

        /** A function and where it is: in an exported instance, or on its own. */
        private record Found(Optional<String> instance, String name, FuncType type) {

            @Override
            public String toString() {
                return instance.map(it -> it + "#" + name).orElse(name);
            }
        }

        private static List<Found> functions(ComponentPlan plan) {
            List<Found> all = new ArrayList<>();
            for (ExternType.Named export : plan.type().exports()) {
                if (export.type() instanceof ExternType.FuncExtern func) {
                    all.add(new Found(Optional.empty(), export.name(), func.type()));
                } else if (export.type() instanceof ExternType.InstanceType instance) {
                    for (ExternType.Named member : instance.exports()) {
                        if (member.type() instanceof ExternType.FuncExtern func) {
                            all.add(new Found(Optional.of(export.name()), member.name(), func.type()));
                        }
                    }
                }
            }
            return all;
        }

        private Found find(ComponentPlan plan) {
            List<Found> all = functions(plan);
            List<Found> matches = all.stream()
                    .filter(it ->
                            it.name().equals(call.function()) || it.toString().equals(call.function()))
                    .toList();
            if (matches.size() == 1) {
                return matches.get(0);
            }
            List<Found> others = matches.isEmpty() ? all : matches;
            String names =
                    String.join(", ", others.stream().map(Found::toString).toList());
            String what = matches.isEmpty()
                    ? " exports no function '" + call.function() + "'" + (names.isEmpty() ? "" : "; it exports ")
                    : " exports several functions '" + call.function() + "': ";
            throw new FunctionNotFoundException(plan.name() + what + names, null);
        }

        @Override
        public void check(ComponentPlan plan) {
            arguments(find(plan));
        }

        private List<Val> arguments(Found function) {
            return call.values(function.type());
        }

        @Override
        public RunResult call(LinkedInstance instance, Supplier<Duration> elapsed) {
            Found function = find(instance.component());
            LinkedFunc linked = function.instance()
                    .flatMap(it -> instance.func(it, function.name()))
                    .or(() -> instance.func(function.name()))
                    .orElseThrow();
            return new RunResult.Answered(linked.call(arguments(function)), elapsed.get());
        }
    }
}
