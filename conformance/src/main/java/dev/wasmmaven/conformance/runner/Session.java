package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.conformance.script.Action;
import dev.wasmmaven.conformance.script.Command;
import dev.wasmmaven.conformance.script.Command.Refusal;
import dev.wasmmaven.conformance.script.Expected;
import dev.wasmmaven.conformance.script.ModuleFile;
import dev.wasmmaven.conformance.script.Script;
import dev.wasmmaven.runtime.component.binary.ComponentDecoder;
import dev.wasmmaven.runtime.component.link.LinkedFunc;
import dev.wasmmaven.runtime.component.link.LinkedInstance;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreGlobal;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.UnlinkableException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a script: judges its commands in order. */
final class Session {

    private final Script script;
    private final EngineMode mode;
    private final CoreStop stop;
    private final CoreEngine engine;
    private final Instances instances;
    private final Components components;
    private final Map<Optional<String>, ModuleFile> definitions = new HashMap<>();

    Session(Script script, EngineMode mode, CoreStop stop) {
        this.script = script;
        this.mode = mode;
        this.stop = stop;
        this.engine = mode.newEngine();
        this.instances = new Instances(engine);
        this.components = new Components(engine, mode, stop);
    }

    /** A command whose preconditions fail for a reason of the script, not of the engine. */
    private static final class Skipped extends RuntimeException {
        Skipped(String why) {
            super(why, null, false, false);
        }
    }

    /** A command that did not do what it must. */
    private static final class Failed extends RuntimeException {
        Failed(String why) {
            super(why, null, false, false);
        }
    }

    Outcome judge(Command command) {
        try {
            carryOut(command);
            return Outcome.pass(command.line());
        } catch (Skipped e) {
            return Outcome.skip(command.line(), String.valueOf(e.getMessage()));
        } catch (Failed e) {
            return Outcome.fail(command.line(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            // Whatever an engine throws is a finding about the engine, and the rest of the script goes on.
            return Outcome.fail(command.line(), describe(e));
        }
    }

    private void carryOut(Command command) {
        if (command instanceof Command.Module module) {
            instantiate(module.name(), module.file(), module.line());
        } else if (command instanceof Command.Definition definition) {
            definitions.put(definition.name(), definition.file());
            definitions.put(Optional.empty(), definition.file());
            load(definition.file(), read(definition.file()));
        } else if (command instanceof Command.Instantiate it) {
            ModuleFile file = Optional.ofNullable(definitions.get(it.module()))
                    .orElseThrow(() -> new Failed("no module was defined under that name"));
            instantiate(it.instance(), file, it.line());
        } else if (command instanceof Command.Register register) {
            Slot slot = instances.find(register.instance());
            if (slot instanceof Slot.Component component) {
                components.register(register.as(), component.component());
            } else {
                instances.register(register.as(), slot);
            }
            check(slot);
        } else if (command instanceof Command.Perform perform) {
            perform(perform.action());
        } else if (command instanceof Command.AssertReturn it) {
            checkReturn(it);
        } else if (command instanceof Command.AssertTrap it) {
            TrapException trap = trapOf(it.action());
            check(TrapMessages.matches(trap, it.text()), "expected trap \"" + it.text() + "\", got " + describe(trap));
        } else if (command instanceof Command.AssertExhaustion it) {
            checkKind(TrapKind.CALL_STACK_EXHAUSTED, trapOf(it.action()));
        } else if (command instanceof Command.AssertException it) {
            checkKind(TrapKind.UNCAUGHT_EXCEPTION, trapOf(it.action()));
        } else if (command instanceof Command.AssertRefused it) {
            checkRefused(it);
        } else if (command instanceof Command.Unjudged it) {
            throw new Skipped(it.why());
        }
    }

    private void instantiate(Optional<String> name, ModuleFile file, int line) {
        try {
            instances.add(name, instantiate(file));
        } catch (Skipped e) {
            instances.add(name, new Slot.Unjudged(String.valueOf(e.getMessage())));
            throw e;
        } catch (RuntimeException | Error e) {
            instances.add(name, new Slot.Missing("the module of line " + line + " was not instantiated"));
            throw e;
        }
    }

    private Slot instantiate(ModuleFile file) {
        byte[] bytes = read(file);
        if (ComponentDecoder.isComponent(bytes)) {
            return new Slot.Component(components.instantiate(file.name(), bytes));
        }
        CoreModule module = engine.load(bytes, mode.options(file.name()));
        return new Slot.Alive(engine.instantiate(module, instances.importsOf(module), stop));
    }

    private void load(ModuleFile file, byte[] bytes) {
        if (ComponentDecoder.isComponent(bytes)) {
            components.load(file.name(), bytes);
        } else {
            engine.load(bytes, mode.options(file.name()));
        }
    }

    private byte[] read(ModuleFile file) {
        if (file.text()) {
            throw new Skipped("text format");
        }
        try {
            return Files.readAllBytes(script.directory().resolve(file.name()));
        } catch (IOException e) {
            throw new UncheckedIOException("the module's file cannot be read", e);
        }
    }

    /** Checks that there is an instance. */
    private static void check(Slot slot) {
        if (slot instanceof Slot.Unjudged unjudged) {
            throw new Skipped(unjudged.why());
        }
        if (slot instanceof Slot.Missing missing) {
            throw new Failed(missing.why());
        }
    }

    private static long[] perform(Action action, CoreInstance instance) {
        if (action instanceof Action.Invoke invoke) {
            CoreFunc function = instance.func(action.field())
                    .orElseThrow(() -> new Failed("no function \"" + action.field() + "\" is exported"));
            return function.call(invoke.args().toArray());
        }
        return instance.export(action.field())
                .filter(CoreGlobal.class::isInstance)
                .map(global -> new long[] {((CoreGlobal) global).get()})
                .orElseThrow(() -> new Failed("no global \"" + action.field() + "\" is exported"));
    }

    private static Optional<Val> perform(Action action, LinkedInstance component) {
        if (action instanceof Action.Invoke invoke) {
            LinkedFunc function = component
                    .func(action.field())
                    .orElseThrow(() -> new Failed("no function \"" + action.field() + "\" is exported"));
            return function.call(invoke.values());
        }
        throw new Failed("components have no globals");
    }

    /** Acts; tells in words what came of it. */
    private String perform(Action action) {
        Slot slot = instances.find(action.instance());
        check(slot);
        return slot instanceof Slot.Component component
                ? perform(action, component.component()).toString()
                : hex(perform(action, ((Slot.Alive) slot).instance()));
    }

    private void checkReturn(Command.AssertReturn command) {
        Slot slot = instances.find(command.action().instance());
        check(slot);
        if (slot instanceof Slot.Component component) {
            Optional<Val> actual = perform(command.action(), component.component());
            check(Components.same(command.values(), actual), "expected " + command.values() + ", got " + actual);
        } else {
            checkResults(command.expected(), perform(command.action(), ((Slot.Alive) slot).instance()));
        }
    }

    private TrapException trapOf(Action action) {
        String results;
        try {
            results = perform(action);
        } catch (TrapException trap) {
            return trap;
        }
        throw new Failed("no trap, but " + results);
    }

    private void checkRefused(Command.AssertRefused command) {
        String wanted = command.refusal().name().toLowerCase(java.util.Locale.ROOT) + " (" + command.text() + ")";
        try {
            if (command.refusal() == Refusal.MALFORMED || command.refusal() == Refusal.INVALID) {
                load(command.file(), read(command.file()));
            } else {
                instantiate(command.file());
            }
        } catch (Skipped | Failed e) {
            throw e;
        } catch (UnsupportedException e) {
            // Refused by name, before the mistake was looked for.
            throw new Skipped("expected " + wanted + ", got " + describe(e));
        } catch (RuntimeException | Error e) {
            check(isRefusal(command, e), "expected " + wanted + ", got " + describe(e));
            return;
        }
        throw new Failed("expected " + wanted + ", but it was accepted");
    }

    private static boolean isRefusal(Command.AssertRefused command, Throwable thrown) {
        return switch (command.refusal()) {
            // As in other engines' harnesses, a parser may refuse what is invalid, and the other way round.
            case MALFORMED, INVALID -> thrown instanceof MalformedException || thrown instanceof InvalidException;
            case UNLINKABLE -> thrown instanceof UnlinkableException;
            case UNINSTANTIABLE ->
                thrown instanceof UninstantiableException
                        || (thrown instanceof TrapException trap && TrapMessages.matches(trap, command.text()));
        };
    }

    private static void checkKind(TrapKind wanted, TrapException trap) {
        check(trap.kind() == wanted, "expected " + wanted.message() + ", got " + describe(trap));
    }

    private static void checkResults(List<Expected> expected, long[] actual) {
        int width = expected.stream().mapToInt(Expected::width).sum();
        boolean same = width == actual.length;
        int offset = 0;
        for (Expected each : expected) {
            same = same && each.accepts(actual, offset);
            offset += each.width();
        }
        check(same, "expected " + expected + ", got " + hex(actual));
    }

    private static void check(boolean holds, String why) {
        if (!holds) {
            throw new Failed(why);
        }
    }

    private static String hex(long[] values) {
        return Arrays.stream(values)
                .mapToObj(it -> "0x" + Long.toHexString(it))
                .toList()
                .toString();
    }

    private static String describe(Throwable thrown) {
        return thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }
}
