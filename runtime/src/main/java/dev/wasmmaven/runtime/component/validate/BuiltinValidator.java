package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.CanonOpcode;
import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.Definition;
import dev.wasmmaven.runtime.component.plan.CanonBuiltin;
import dev.wasmmaven.runtime.component.plan.CanonBuiltin.TransmitOperation;
import dev.wasmmaven.runtime.component.plan.CanonOptions;
import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The canonical built-ins (CanonicalABI.md, one section each): their rules and the types of their core functions. */
final class BuiltinValidator {

    private static final CoreValType I32 = CoreValType.I32;
    private static final CoreValType I64 = CoreValType.I64;
    private static final CanonOptions NO_OPTIONS = new CanonOptions(
            StringEncoding.UTF8,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false,
            OptionalInt.empty());

    private final Scope scope;
    private final CanonValidator canon;

    BuiltinValidator(Scope scope, CanonValidator canon) {
        this.scope = scope;
        this.canon = canon;
    }

    /** Checks it and appends its core function. */
    CanonBuiltin validate(Definition.Builtin it) {
        CanonOpcode opcode = it.opcode();
        gate(opcode, it);
        return switch (opcode) {
            case RESOURCE_NEW ->
                append(
                        new CanonBuiltin.ResourceNew(
                                scope.localResource(it.index()).id()),
                        List.of(I32),
                        I32);
            case RESOURCE_DROP ->
                append(
                        new CanonBuiltin.ResourceDrop(
                                scope.resourceType(it.index()).id()),
                        List.of(I32));
            case RESOURCE_REP ->
                append(
                        new CanonBuiltin.ResourceRep(
                                scope.localResource(it.index()).id()),
                        List.of(I32),
                        I32);
            case TASK_CANCEL -> append(new CanonBuiltin.TaskCancel(), List.of());
            case SUBTASK_CANCEL -> append(new CanonBuiltin.SubtaskCancel(it.async()), List.of(I32), I32);
            case SUBTASK_DROP -> append(new CanonBuiltin.SubtaskDrop(), List.of(I32));
            case TASK_RETURN -> taskReturn(it);
            case BACKPRESSURE_INC -> append(new CanonBuiltin.BackpressureInc(), List.of());
            case BACKPRESSURE_DEC -> append(new CanonBuiltin.BackpressureDec(), List.of());
            case CONTEXT_GET -> {
                checkSlot(it);
                yield append(new CanonBuiltin.ContextGet(it.index()), List.of(), I32);
            }
            case CONTEXT_SET -> {
                checkSlot(it);
                yield append(new CanonBuiltin.ContextSet(it.index()), List.of(I32));
            }
            case THREAD_YIELD -> append(new CanonBuiltin.ThreadYield(), List.of(), I32);
            case STREAM_NEW, FUTURE_NEW -> transmit(it, TransmitOperation.NEW, List.of(), I64);
            case STREAM_READ, FUTURE_READ -> copy(it, TransmitOperation.READ);
            case STREAM_WRITE, FUTURE_WRITE -> copy(it, TransmitOperation.WRITE);
            case STREAM_CANCEL_READ, FUTURE_CANCEL_READ ->
                transmit(it, TransmitOperation.CANCEL_READ, List.of(I32), I32);
            case STREAM_CANCEL_WRITE, FUTURE_CANCEL_WRITE ->
                transmit(it, TransmitOperation.CANCEL_WRITE, List.of(I32), I32);
            case STREAM_DROP_READABLE, FUTURE_DROP_READABLE ->
                transmit(it, TransmitOperation.DROP_READABLE, List.of(I32));
            case STREAM_DROP_WRITABLE, FUTURE_DROP_WRITABLE ->
                transmit(it, TransmitOperation.DROP_WRITABLE, List.of(I32));
            case STREAM_FORWARD, FUTURE_FORWARD -> transmit(it, TransmitOperation.FORWARD, List.of(I32, I32));
            case ERROR_CONTEXT_NEW -> {
                CanonOptions options = syncOptions(it);
                CanonValidator.requireMemory(options, true);
                yield append(new CanonBuiltin.ErrorContextNew(options), List.of(I32, I32), I32);
            }
            case ERROR_CONTEXT_DEBUG_MESSAGE -> {
                CanonOptions options = syncOptions(it);
                CanonValidator.requireRealloc(options, true);
                yield append(new CanonBuiltin.ErrorContextDebugMessage(options), List.of(I32, I32));
            }
            case ERROR_CONTEXT_DROP -> append(new CanonBuiltin.ErrorContextDrop(), List.of(I32));
            case WAITABLE_SET_NEW -> append(new CanonBuiltin.WaitableSetNew(), List.of(), I32);
            case WAITABLE_SET_WAIT -> {
                canon.memory(it.index());
                yield append(new CanonBuiltin.WaitableSetWait(it.index()), List.of(I32, I32), I32);
            }
            case WAITABLE_SET_POLL -> {
                canon.memory(it.index());
                yield append(new CanonBuiltin.WaitableSetPoll(it.index()), List.of(I32, I32), I32);
            }
            case WAITABLE_SET_DROP -> append(new CanonBuiltin.WaitableSetDrop(), List.of(I32));
            case WAITABLE_JOIN -> append(new CanonBuiltin.WaitableJoin(), List.of(I32, I32));
            case THREAD_INDEX -> append(new CanonBuiltin.ThreadIndex(), List.of(), I32);
            case THREAD_NEW_INDIRECT -> newThread(it);
            case THREAD_RESUME_LATER -> append(new CanonBuiltin.ThreadResumeLater(), List.of(I32));
            case THREAD_SUSPEND -> append(new CanonBuiltin.ThreadSuspend(), List.of(), I32);
            case THREAD_SUSPEND_THEN_RESUME -> append(new CanonBuiltin.ThreadSuspendThenResume(), List.of(I32), I32);
            case THREAD_YIELD_THEN_RESUME -> append(new CanonBuiltin.ThreadYieldThenResume(), List.of(I32), I32);
            case THREAD_SUSPEND_THEN_PROMOTE -> append(new CanonBuiltin.ThreadSuspendThenPromote(), List.of(I32), I32);
            case THREAD_YIELD_THEN_PROMOTE -> append(new CanonBuiltin.ThreadYieldThenPromote(), List.of(I32), I32);
            case THREAD_SPAWN_REF, THREAD_SPAWN_INDIRECT, THREAD_AVAILABLE_PARALLELISM ->
                throw new IllegalStateException("the decoder refuses " + opcode.text());
        };
    }

    private CanonBuiltin append(CanonBuiltin builtin, List<CoreValType> params, CoreValType... results) {
        scope.coreFuncs.add(CoreTypes.func(params, results));
        return builtin;
    }

    private void gate(CanonOpcode opcode, Definition.Builtin it) {
        switch (opcode) {
            case RESOURCE_NEW, RESOURCE_DROP, RESOURCE_REP -> {}
            case ERROR_CONTEXT_NEW, ERROR_CONTEXT_DEBUG_MESSAGE, ERROR_CONTEXT_DROP ->
                require(ComponentFeature.ERROR_CONTEXT, opcode.text());
            case THREAD_INDEX,
                    THREAD_NEW_INDIRECT,
                    THREAD_RESUME_LATER,
                    THREAD_SUSPEND,
                    THREAD_SUSPEND_THEN_RESUME,
                    THREAD_YIELD_THEN_RESUME,
                    THREAD_SUSPEND_THEN_PROMOTE,
                    THREAD_YIELD_THEN_PROMOTE -> require(ComponentFeature.THREADING, opcode.text());
            case STREAM_FORWARD, FUTURE_FORWARD -> {
                require(ComponentFeature.ASYNC, opcode.text());
                require(ComponentFeature.FORWARD, opcode.text());
            }
            default -> require(ComponentFeature.ASYNC, opcode.text());
        }
        if (it.async()) {
            require(ComponentFeature.MORE_ASYNC_BUILTINS, "async " + opcode.text());
        }
    }

    private void require(ComponentFeature feature, String what) {
        Invalid.require(scope.features(), feature, "the built-in " + what);
    }

    private void checkSlot(Definition.Builtin it) {
        CoreValType type = it.coreType().orElseThrow();
        if (type != I32) {
            throw Invalid.because("`" + it.opcode().text() + "` only supports `i32`");
        }
        scope.useContext(type);
        if (it.index() != 0) {
            require(ComponentFeature.THREADING, it.opcode().text() + " of another slot than 0");
        }
        if (it.index() != 0 && it.index() != 1) {
            throw Invalid.because("`" + it.opcode().text() + "` immediate must be zero or one: "
                    + Integer.toUnsignedString(it.index()));
        }
    }

    private CanonOptions syncOptions(Definition.Builtin it) {
        CanonOptions options = canon.options(it.options());
        if (options.async()) {
            throw Invalid.because(
                    "cannot specify `async` option on `" + it.opcode().text() + "`");
        }
        CanonValidator.checkLower(options);
        return options;
    }

    private CanonBuiltin taskReturn(Definition.Builtin it) {
        Optional<ValueNode> result = it.result().map(new TypeValidator(scope)::valType);
        if (result.isPresent() && result.get().abi().borrow()) {
            throw Invalid.because("`task.return` result cannot contain a `borrow` type");
        }
        CanonOptions options = syncOptions(it);
        if (options.realloc().isPresent()) {
            throw Invalid.because("cannot specify `realloc` option on `task.return`");
        }
        List<FuncNode.Param> params =
                result.map(type -> List.of(new FuncNode.Param("v", type))).orElse(List.of());
        scope.coreFuncs.add(CanonValidator.loweredType(new FuncNode(false, params, Optional.empty()), options));
        return new CanonBuiltin.TaskReturn(result.map(ValueNode::toValType), options);
    }

    /** The stream or future type of a built-in. */
    private ValueNode transmitType(Definition.Builtin it) {
        ValueNode type = scope.valueType(it.index());
        ValueNode.Kind wanted = it.opcode().name().startsWith("STREAM") ? ValueNode.Kind.STREAM : ValueNode.Kind.FUTURE;
        if (type.form() != wanted) {
            throw Invalid.because("`" + it.opcode().text() + "` requires a "
                    + (wanted == ValueNode.Kind.STREAM ? "stream" : "future") + " type");
        }
        return type;
    }

    private CanonBuiltin transmit(
            Definition.Builtin it, TransmitOperation operation, List<CoreValType> params, CoreValType... results) {
        ValueNode type = transmitType(it);
        CanonOptions options = it.async()
                ? new CanonOptions(
                        StringEncoding.UTF8,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        true,
                        OptionalInt.empty())
                : NO_OPTIONS;
        return append(new CanonBuiltin.Transmit(operation, type.toValType(), options), params, results);
    }

    private CanonBuiltin copy(Definition.Builtin it, TransmitOperation operation) {
        ValueNode type = transmitType(it);
        Optional<ValueNode> element = type.parts().get(0);
        CanonOptions options = canon.options(it.options());
        if (!options.async()) {
            require(
                    ComponentFeature.MORE_ASYNC_BUILTINS,
                    "synchronous " + it.opcode().text());
        }
        CanonValidator.requireMemory(options, element.isPresent());
        if (operation == TransmitOperation.READ) {
            CanonValidator.requireRealloc(
                    options, element.isPresent() && element.get().abi().pointer());
        }
        CanonValidator.checkLower(options);
        // A stream operation is told how many elements.
        int params = type.form() == ValueNode.Kind.STREAM ? 3 : 2;
        return append(
                new CanonBuiltin.Transmit(operation, type.toValType(), options), Collections.nCopies(params, I32), I32);
    }

    private CanonBuiltin newThread(Definition.Builtin it) {
        if (!(scope.coreTypes.get(it.index()) instanceof CoreTypeEntry.Func func)) {
            throw Invalid.because("expected a core function type");
        }
        CoreFuncType start = func.type();
        if (!start.params().equals(List.of(I32))) {
            throw Invalid.because("start function must take a single `i32` argument (currently)");
        }
        if (!start.results().isEmpty()) {
            throw Invalid.because("start function must not return any values");
        }
        CoreTableType table = scope.coreTables.get(it.secondIndex());
        if (table.element() != CoreValType.FUNCREF) {
            throw Invalid.because("table is not a 32-bit table of (ref null (func))");
        }
        return append(new CanonBuiltin.ThreadNewIndirect(start, it.secondIndex()), List.of(I32, I32), I32);
    }
}
