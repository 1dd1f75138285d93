package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.CanonOption;
import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.Definition;
import dev.wasmmaven.runtime.component.plan.CanonOptions;
import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.plan.PlanStep;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Lifting, lowering and their options (CanonicalABI.md, Canonical Definitions). */
final class CanonValidator {

    private static final CoreFuncType REALLOC =
            CoreTypes.func(Collections.nCopies(4, CoreValType.I32), CoreValType.I32);
    private static final CoreFuncType CALLBACK =
            CoreTypes.func(Collections.nCopies(3, CoreValType.I32), CoreValType.I32);

    private final Scope scope;

    CanonValidator(Scope scope) {
        this.scope = scope;
    }

    PlanStep.Lift lift(Definition.Lift lift) {
        FuncNode type = scope.funcType(lift.type());
        CoreFuncType core = scope.coreFuncs.get(lift.coreFunc());
        CanonOptions options = options(lift.options());
        if (options.postReturn().isPresent()) {
            CoreFuncType postReturn = scope.coreFuncs.get(options.postReturn().getAsInt());
            if (!postReturn.params().equals(core.results())
                    || !postReturn.results().isEmpty()) {
                throw signature("post-return");
            }
        }
        if (options.callback().isPresent()) {
            if (!scope.coreFuncs.get(options.callback().getAsInt()).equals(CALLBACK)) {
                throw signature("callback");
            }
        } else if (options.async()) {
            Invalid.require(scope.features(), ComponentFeature.ASYNC_STACKFUL, "an async lift without a callback");
        }
        checkAsync(options, type);
        CoreFuncType lowered = liftedType(type, options);
        if (!lowered.params().equals(core.params())) {
            throw Invalid.because("lowered parameter types `" + lowered.params() + "` do not match parameter types `"
                    + core.params() + "` of core function " + lift.coreFunc());
        }
        if (!lowered.results().equals(core.results())) {
            throw Invalid.because("lowered result types `" + lowered.results() + "` do not match result types `"
                    + core.results() + "` of core function " + lift.coreFunc());
        }
        scope.funcs.add(type);
        return new PlanStep.Lift(type.toFuncType(), lift.coreFunc(), options);
    }

    PlanStep.Lower lower(Definition.Lower lower) {
        FuncNode type = scope.funcs.get(lower.func());
        CanonOptions options = options(lower.options());
        checkLower(options);
        checkAsync(options, type);
        scope.coreFuncs.add(loweredType(type, options));
        return new PlanStep.Lower(type.toFuncType(), lower.func(), options);
    }

    private static Invalid signature(String option) {
        return Invalid.because("canonical option `" + option + "` uses a core function with an incorrect signature");
    }

    private static void checkAsync(CanonOptions options, FuncNode type) {
        if (options.async() && !type.async()) {
            throw Invalid.because("the `async` canonical option requires an async function type");
        }
    }

    static void checkLower(CanonOptions options) {
        if (options.postReturn().isPresent()) {
            throw Invalid.because("canonical option `post-return` cannot be specified for lowerings");
        }
        if (options.callback().isPresent()) {
            throw Invalid.because("canonical option `callback` cannot be specified for lowerings");
        }
    }

    static void requireMemory(CanonOptions options, boolean when) {
        if (when && options.memory().isEmpty()) {
            throw Invalid.because("canonical option `memory` is required");
        }
    }

    static void requireRealloc(CanonOptions options, boolean when) {
        requireMemory(options, when);
        if (when && options.realloc().isEmpty()) {
            throw Invalid.because("canonical option `realloc` is required");
        }
    }

    private static CoreFuncType liftedType(FuncNode type, CanonOptions options) {
        for (FuncNode.Param param : type.params()) {
            requireRealloc(options, param.type().abi().pointer());
        }
        List<CoreValType> params = flatParams(type, Flattening.MAX_PARAMS).orElseGet(() -> {
            requireRealloc(options, true);
            return List.of(CoreValType.I32);
        });
        if (options.async()) {
            // The result goes through task.return, which needs memory where it does not fit.
            type.result()
                    .ifPresent(it -> requireMemory(
                            options,
                            it.abi().pointer()
                                    || flat(it, Flattening.MAX_PARAMS).isEmpty()));
            return options.callback().isPresent() ? CoreTypes.func(params, CoreValType.I32) : CoreTypes.func(params);
        }
        List<CoreValType> results = type.result()
                .map(it -> flat(it, Flattening.MAX_RESULTS).orElseGet(() -> {
                    requireMemory(options, true);
                    return List.of(CoreValType.I32);
                }))
                .orElse(List.of());
        return new CoreFuncType(params, results);
    }

    /** The type of the core function that lowering makes. */
    static CoreFuncType loweredType(FuncNode type, CanonOptions options) {
        for (FuncNode.Param param : type.params()) {
            requireMemory(options, param.type().abi().pointer());
        }
        int max = options.async() ? Flattening.MAX_ASYNC_PARAMS : Flattening.MAX_PARAMS;
        List<CoreValType> params = flatParams(type, max).orElseGet(() -> {
            requireMemory(options, true);
            return List.of(CoreValType.I32);
        });
        type.result().ifPresent(it -> requireRealloc(options, it.abi().pointer()));
        if (type.result().isEmpty()) {
            return options.async() ? CoreTypes.func(params, CoreValType.I32) : CoreTypes.func(params);
        }
        Optional<List<CoreValType>> results =
                options.async() ? Optional.empty() : flat(type.result().get(), Flattening.MAX_RESULTS);
        if (results.isPresent()) {
            return new CoreFuncType(params, results.get());
        }
        requireMemory(options, true);
        List<CoreValType> withPointer = new ArrayList<>(params);
        withPointer.add(CoreValType.I32);
        return options.async() ? CoreTypes.func(withPointer, CoreValType.I32) : CoreTypes.func(withPointer);
    }

    private static Optional<List<CoreValType>> flatParams(FuncNode type, int max) {
        return Flattening.of(type.params().stream().map(FuncNode.Param::type).toList(), max);
    }

    private static Optional<List<CoreValType>> flat(ValueNode type, int max) {
        return Flattening.of(List.of(type), max);
    }

    /** Options, each at most once, that fit together and name functions of the right types. */
    CanonOptions options(List<CanonOption> options) {
        Optional<StringEncoding> encoding = Optional.empty();
        OptionalInt memory = OptionalInt.empty();
        OptionalInt realloc = OptionalInt.empty();
        OptionalInt postReturn = OptionalInt.empty();
        OptionalInt callback = OptionalInt.empty();
        boolean async = false;
        for (CanonOption option : options) {
            if (option instanceof CanonOption.Encoding it) {
                if (encoding.isPresent()) {
                    throw Invalid.because("canonical encoding option `" + text(encoding.get())
                            + "` conflicts with option `" + text(it.encoding()) + "`");
                }
                encoding = Optional.of(it.encoding());
            } else if (option instanceof CanonOption.Memory it) {
                memory = once("memory", memory, it.memory());
                memory(it.memory());
            } else if (option instanceof CanonOption.Realloc it) {
                realloc = once("realloc", realloc, it.func());
            } else if (option instanceof CanonOption.PostReturn it) {
                postReturn = once("post-return", postReturn, it.func());
            } else if (option instanceof CanonOption.Callback it) {
                callback = once("callback", callback, it.func());
            } else {
                if (async) {
                    throw duplicate("async");
                }
                Invalid.require(scope.features(), ComponentFeature.ASYNC, "canonical option `async`");
                async = true;
            }
        }
        if (callback.isPresent() && !async) {
            throw Invalid.because("cannot specify callback without async");
        }
        if (async && postReturn.isPresent()) {
            throw Invalid.because("cannot specify post-return function in async");
        }
        if (realloc.isPresent()) {
            if (memory.isEmpty()) {
                throw Invalid.because("canonical option `realloc` requires `memory` to also be specified");
            }
            if (!scope.coreFuncs.get(realloc.getAsInt()).equals(REALLOC)) {
                throw signature("realloc");
            }
        }
        return new CanonOptions(encoding.orElse(StringEncoding.UTF8), memory, realloc, postReturn, async, callback);
    }

    private static String text(StringEncoding encoding) {
        return switch (encoding) {
            case UTF8 -> "utf8";
            case UTF16 -> "utf16";
            case LATIN1_UTF16 -> "latin1-utf16";
        };
    }

    private static OptionalInt once(String option, OptionalInt before, int value) {
        if (before.isPresent()) {
            throw duplicate(option);
        }
        return OptionalInt.of(value);
    }

    private static Invalid duplicate(String option) {
        return Invalid.because("canonical option `" + option + "` is specified more than once");
    }

    /** A memory that the Canonical ABI can use. */
    void memory(int index) {
        CoreMemoryType type = scope.coreMemories.get(index);
        if (type.shared()) {
            throw Invalid.because("mismatch in the shared flag for memories");
        }
    }
}
