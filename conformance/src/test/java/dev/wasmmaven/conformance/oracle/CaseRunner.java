package dev.wasmmaven.conformance.oracle;

import dev.wasmmaven.runtime.component.abi.AbiContext;
import dev.wasmmaven.runtime.component.abi.AbiOptions;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.ResourceHandle;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.task.InstancePath;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.TrapException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs cases of the oracle on our Canonical ABI. */
final class CaseRunner {

    /** Text of values that may not fit twice into a page; damaged lengths make such. */
    private static final int LARGE = 10_000;

    private final CoreEngine engine = new ChicoryEngine(Page.SIZE);
    private final Page source = new Page(engine);
    private final Page target = new Page(engine);
    private final ResourceType resource = new ResourceType("thing", new Object());

    /** What differs from what is expected; empty if nothing. */
    Optional<String> difference(OracleCase it) {
        return new Run(it).difference().map(what -> what + " in case " + it);
    }

    private final class Run {

        private final OracleCase.Input it;
        private final OracleCase.Outcome expected;
        private final boolean params;
        private final int maxFlat;
        private final Signature signature;

        Run(OracleCase oracle) {
            this.it = oracle.input();
            this.expected = oracle.expected();
            this.params = it.params();
            this.maxFlat = it.maxLifted();
            ValueTypes types = new ValueTypes(any -> resource);
            List<FuncType.Param> parameters = params
                    ? IntStream.range(0, it.types().size())
                            .mapToObj(
                                    i -> new FuncType.Param("p" + i, it.types().get(i)))
                            .toList()
                    : List.of();
            this.signature = Signature.of(
                    new FuncType(
                            false,
                            parameters,
                            params ? Optional.empty() : Optional.of(it.types().get(0))),
                    types);
        }

        Optional<String> difference() {
            Optional<String> lifted = checkLift();
            return lifted.isPresent() ? lifted : checkTransfer();
        }

        private AbiContext from() {
            source.reset(it.memory());
            InstanceState instance = new InstanceState(new Store(engine), InstancePath.root("source"), false);
            for (long rep : it.owned()) {
                instance.handles().add(ResourceHandle.own(resource, (int) rep));
            }
            return new AbiOptions(instance, it.from(), source.memory(), null).context();
        }

        private AbiContext to(ScriptedRealloc realloc, StringEncoding encoding) {
            target.reset();
            InstanceState instance = new InstanceState(new Store(engine), InstancePath.root("target"), false);
            return new AbiOptions(instance, encoding, target.memory(), realloc).context();
        }

        /** Lifting to Java, and there and back again. */
        private Optional<String> checkLift() {
            List<Val> values;
            try {
                values = lift(from(), it.flat(), maxFlat);
            } catch (TrapException e) {
                return expected.lifted().isEmpty() ? Optional.empty() : Optional.of("lifting traps: " + e.getMessage());
            }
            if (expected.lifted().isEmpty()) {
                return Optional.of("lifting does not trap");
            }
            String text = ValueText.of(values, it.types());
            if (!text.equals(expected.lifted().get())) {
                return Optional.of("lifting gives " + text);
            }
            return text.length() < LARGE ? checkBack(values, text) : Optional.empty();
        }

        private List<Val> lift(AbiContext cx, long[] flat, int max) {
            return params ? signature.liftArguments(cx, flat, max) : Arrays.asList(signature.liftResult(cx, flat, max));
        }

        private Optional<String> checkBack(List<Val> values, String text) {
            ScriptedRealloc realloc = new ScriptedRealloc(target.memory(), 16, Optional.empty());
            AbiContext cx = to(realloc, it.to());
            List<Val> again;
            if (params) {
                signature.checkArguments(values);
                again = lift(cx, signature.lowerArguments(cx, values), 16);
            } else {
                int place = Page.SIZE / 2;
                signature.checkResult(values.get(0));
                long[] flat = signature.lowerResult(values.get(0), cx, new long[] {place}, it.async());
                if (realloc.next() > place) {
                    // What was allocated lies where the result does.
                    return Optional.empty();
                }
                again = flat.length == 0 ? lift(cx, new long[] {place}, 0) : lift(cx, flat, 1);
            }
            String back = ValueText.of(again, it.types());
            return back.equals(text) ? Optional.empty() : Optional.of("there and back again gives " + back);
        }

        /** From memory to memory. */
        private Optional<String> checkTransfer() {
            ScriptedRealloc realloc = new ScriptedRealloc(target.memory(), it.first(), it.fault());
            AbiContext to = to(realloc, it.to());
            long[] flat;
            try {
                flat = params
                        ? signature.transferArguments(from(), it.flat(), maxFlat, to)
                        : signature.transferResult(from(), it.flat(), maxFlat, to, new long[] {it.out()}, it.async());
            } catch (TrapException e) {
                if (expected.lowered().isPresent()) {
                    return Optional.of("the transfer traps: " + e.getMessage());
                }
                return expected.lifted().isEmpty() || realloc.log().equals(expected.log())
                        ? Optional.empty()
                        : Optional.of("realloc was called " + realloc.log());
            }
            if (expected.lowered().isEmpty()) {
                return Optional.of("the transfer does not trap");
            }
            if (!realloc.log().equals(expected.log())) {
                return Optional.of("realloc was called " + realloc.log());
            }
            if (!same(expected.lowered().get(), flat)) {
                return Optional.of("the transfer gives " + Arrays.toString(flat));
            }
            return target.checksum() == expected.checksum() ? Optional.empty() : Optional.of("memory differs");
        }

        /** Of an i32 only the low half counts; the oracle's numbers have nothing else. */
        private static boolean same(long[] expected, long[] actual) {
            if (expected.length != actual.length) {
                return false;
            }
            for (int i = 0; i < expected.length; i++) {
                if (expected[i] != actual[i] && expected[i] != (actual[i] & 0xffff_ffffL)) {
                    return false;
                }
            }
            return true;
        }
    }
}
