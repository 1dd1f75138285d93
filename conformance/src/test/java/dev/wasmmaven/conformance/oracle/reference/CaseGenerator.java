package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.conformance.oracle.OracleCase;
import dev.wasmmaven.conformance.oracle.Page;
import dev.wasmmaven.conformance.oracle.ScriptedRealloc;
import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.engine.CoreEngine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes random cases: values in a source's memory, a quarter of them damaged. A case depends on its seed alone. */
public final class CaseGenerator {

    private static final int DAMAGED = 25;
    private static final int FAULTY = 4;

    private final Page page;
    private final ResourceId resource;

    /** @param resource what owned handles are of */
    public CaseGenerator(CoreEngine engine, ResourceId resource) {
        this.page = new Page(engine);
        this.resource = resource;
    }

    public OracleCase.Input input(long seed) {
        return new Case(new Random(seed)).input();
    }

    private final class Case {

        private final Random random;

        Case(Random random) {
            this.random = random;
        }

        private boolean percent(int chance) {
            return random.nextInt(100) < chance;
        }

        private int oneOf(int... choices) {
            return choices[random.nextInt(choices.length)];
        }

        private StringEncoding encoding() {
            return StringEncoding.values()[random.nextInt(StringEncoding.values().length)];
        }

        OracleCase.Input input() {
            boolean params = percent(60);
            boolean async = percent(40);
            RandomTypes types = new RandomTypes(random, resource);
            List<ValType> chosen = IntStream.range(0, params ? 1 + random.nextInt(4) : 1)
                    .mapToObj(i -> types.type(random.nextInt(5)))
                    .toList();
            StringEncoding from = encoding();
            OracleCase.Input plan = new OracleCase.Input(
                    params,
                    async,
                    chosen,
                    from,
                    encoding(),
                    new byte[0],
                    new long[0],
                    new long[0],
                    0,
                    Optional.empty(),
                    0);
            Shape.Sequence shape = Shape.sequence(chosen);
            page.reset();
            Side side = new Side(page.memory(), from, new ScriptedRealloc(page.memory(), 8, Optional.empty()));
            List<Value> values = new RandomValues(random, from).values(chosen);
            long[] flat = new AsItStood(side).lower(shape, values, plan.maxLifted(), Optional.empty());
            if (percent(DAMAGED)) {
                damage(flat);
            }
            return new OracleCase.Input(
                    params,
                    async,
                    chosen,
                    from,
                    plan.to(),
                    contents(),
                    flat,
                    side.owned(),
                    oneOf(16, 17, Page.SIZE - 64),
                    percent(FAULTY)
                            ? Optional.of(new long[] {random.nextInt(4), oneOf(1, 2, Page.SIZE, 1 << 31)})
                            : Optional.empty(),
                    oneOf(1024, 1024, 1024, 1028, 1026, Page.SIZE - 8, Page.SIZE));
        }

        /** Without the zeros at the end. */
        private byte[] contents() {
            byte[] bytes = page.contents();
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            return Arrays.copyOf(bytes, end);
        }

        private void damage(long[] flat) {
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                if (flat.length > 0 && random.nextBoolean()) {
                    int i = random.nextInt(flat.length);
                    long narrow = oneOf((int) flat[i] ^ 1 << random.nextInt(32), random.nextInt(70_000), -1, 1 << 28);
                    flat[i] = percent(30) ? flat[i] ^ 1L << random.nextInt(64) : narrow & 0xffff_ffffL;
                } else {
                    page.memory().i8(random.nextInt(512), (byte) random.nextInt(256));
                }
            }
        }
    }

    /** Strings are put into the source's memory as their hint says they stand there. */
    private static final class AsItStood extends Lowering {

        private final Side side;

        AsItStood(Side side) {
            super(side);
            this.side = side;
        }

        @Override
        Place text(Value.Text text) {
            byte[] encoded = text.text()
                    .getBytes(
                            text.isUtf16()
                                    ? StandardCharsets.UTF_16LE
                                    : text.encoding() == StringEncoding.UTF8
                                            ? StandardCharsets.UTF_8
                                            : StandardCharsets.ISO_8859_1);
            int address = side.allocate(text.encoding() == StringEncoding.UTF8 ? 1 : 2, encoded.length);
            side.write(address, encoded, 0);
            return new Place(address, text.units());
        }
    }
}
