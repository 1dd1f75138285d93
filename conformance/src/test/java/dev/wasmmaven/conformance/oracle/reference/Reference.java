package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.conformance.oracle.OracleCase;
import dev.wasmmaven.conformance.oracle.Page;
import dev.wasmmaven.conformance.oracle.ScriptedRealloc;
import dev.wasmmaven.runtime.engine.CoreEngine;
import java.util.List;
import java.util.Optional;

/**
 * The Canonical ABI once more: the rules of its specification one by one, in the order in which they stand there, byte by byte,
 * with nothing computed beforehand. It knows nothing of the runtime's own but types and memories.
 */
public final class Reference {

    private final Page source;
    private final Page target;

    public Reference(CoreEngine engine) {
        this.source = new Page(engine);
        this.target = new Page(engine);
    }

    /** What comes of lifting and lowering. */
    public OracleCase.Outcome outcome(OracleCase.Input input) {
        Shape.Sequence shape = Shape.sequence(input.types());
        List<Value> values;
        try {
            values = new Lifting(source(input)).lift(shape, input.flat(), input.maxLifted());
        } catch (ReferenceTrap e) {
            return OracleCase.Outcome.liftingTraps();
        }
        String text = ReferenceText.of(values, input.types());
        target.reset();
        ScriptedRealloc realloc = new ScriptedRealloc(target.memory(), input.first(), input.fault());
        Optional<Integer> out = input.params() ? Optional.empty() : Optional.of(input.out());
        try {
            long[] lowered = new Lowering(new Side(target.memory(), input.to(), realloc))
                    .lower(shape, values, input.maxLowered(), out);
            return new OracleCase.Outcome(Optional.of(text), Optional.of(lowered), realloc.log(), target.checksum());
        } catch (ReferenceTrap e) {
            return OracleCase.Outcome.loweringTraps(text, realloc.log());
        }
    }

    private Side source(OracleCase.Input input) {
        source.reset(input.memory());
        Side side = new Side(
                source.memory(), input.from(), new ScriptedRealloc(source.memory(), Page.SIZE, Optional.empty()));
        for (long representation : input.owned()) {
            side.own(representation);
        }
        return side;
    }
}
