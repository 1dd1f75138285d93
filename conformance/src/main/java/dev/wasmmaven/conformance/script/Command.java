package dev.wasmmaven.conformance.script;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Optional;

/** A command of a script; {@link #line()} is the line of the {@code .wast} file, from 1. */
public sealed interface Command {

    int line();

    /** Instantiates a module, which becomes the current one. */
    record Module(int line, Optional<String> name, ModuleFile file) implements Command {}

    /** Names a module, to be instantiated later. */
    record Definition(int line, Optional<String> name, ModuleFile file) implements Command {}

    /** Instantiates a module defined before, the last one if unnamed. */
    record Instantiate(int line, Optional<String> instance, Optional<String> module) implements Command {}

    /** Makes the exports of an instance, the current one if unnamed, available for import. */
    record Register(int line, Optional<String> instance, String as) implements Command {}

    /** Acts, expecting nothing but the absence of a trap. */
    record Perform(int line, Action action) implements Command {}

    /**
     * The action returns.
     *
     * @param expected of a core module's function
     * @param values of a component's function
     */
    record AssertReturn(int line, Action action, List<Expected> expected, List<Val> values) implements Command {
        public AssertReturn {
            expected = List.copyOf(expected);
            values = List.copyOf(values);
        }
    }

    /** The action traps with a message that starts with this text. */
    record AssertTrap(int line, Action action, String text) implements Command {}

    record AssertExhaustion(int line, Action action) implements Command {}

    record AssertException(int line, Action action) implements Command {}

    /** A module that must be refused, or must fail to come alive. */
    record AssertRefused(int line, Refusal refusal, ModuleFile file, String text) implements Command {}

    /** A command that this harness knows of but cannot judge. */
    record Unjudged(int line, String why) implements Command {}

    /** How a module must fail. */
    enum Refusal {
        MALFORMED,
        INVALID,
        UNLINKABLE,
        UNINSTANTIABLE
    }
}
