package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.conformance.oracle.OracleCase;
import dev.wasmmaven.conformance.oracle.ScriptedRealloc;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * The Canonical ABI once more: the rules of its specification one by one, in the order in which they stand there, byte by byte,
 * with nothing computed beforehand. It knows nothing of the runtime's own but types and memories.
 */
public final class Reference {

    static final int PAGE = 1 << 16;

    private final CoreMemory source;
    private final CoreMemory target;

    public Reference(CoreEngine engine) {
        this.source = page(engine);
        this.target = page(engine);
    }

    static CoreMemory page(CoreEngine engine) {
        return engine.newMemory(new CoreMemoryType(1, OptionalLong.of(1), false));
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
        target.fill(0, (byte) 0, PAGE);
        ScriptedRealloc realloc = new ScriptedRealloc(target, input.first(), input.fault());
        Optional<Integer> out = input.params() ? Optional.empty() : Optional.of(input.out());
        try {
            long[] lowered =
                    new Lowering(new Side(target, input.to(), realloc)).lower(shape, values, input.maxLowered(), out);
            return new OracleCase.Outcome(Optional.of(text), Optional.of(lowered), realloc.log(), checksum());
        } catch (ReferenceTrap e) {
            return OracleCase.Outcome.loweringTraps(text, realloc.log());
        }
    }

    private Side source(OracleCase.Input input) {
        source.fill(0, (byte) 0, PAGE);
        source.write(0, input.memory(), 0, input.memory().length);
        Side side = new Side(source, input.from(), new ScriptedRealloc(source, PAGE, Optional.empty()));
        for (long representation : input.owned()) {
            side.own(representation);
        }
        return side;
    }

    private long checksum() {
        byte[] bytes = new byte[PAGE];
        target.read(0, bytes, 0, PAGE);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
