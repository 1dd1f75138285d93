package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostRandom;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.Values;
import java.nio.ByteBuffer;
import java.util.List;

/** {@code wasi:random}. The insecure numbers are as good as the others, which the specification allows. */
final class RandomFunctions {

    static final Declaration RANDOM = Declaration.of("wasi:random/random", List.of(), """
            get-random-bytes: func(max-len: u64) -> list<u8>
            get-random-u64: func() -> u64
            """);

    static final Declaration INSECURE = Declaration.of("wasi:random/insecure", List.of(), """
            get-insecure-random-bytes: func(max-len: u64) -> list<u8>
            get-insecure-random-u64: func() -> u64
            """);

    static final Declaration INSECURE_SEED = Declaration.of("wasi:random/insecure-seed", List.of(), """
            get-insecure-seed: func() -> tuple<u64, u64>
            """);

    /** Bytes of one call at most; a guest that wants more calls again, as the specification has it. */
    private static final int MAX_BYTES = 1 << 20;

    private RandomFunctions() {}

    static Implementation random(HostRandom random) {
        return new Implementation(RANDOM)
                .func("get-random-bytes", call -> bytes(call, random))
                .func("get-random-u64", call -> new Val.U64(number(random)));
    }

    static Implementation insecure(HostRandom random) {
        return new Implementation(INSECURE)
                .func("get-insecure-random-bytes", call -> bytes(call, random))
                .func("get-insecure-random-u64", call -> new Val.U64(number(random)));
    }

    /** The seed stays the same during a run, as the specification advises. */
    static Implementation insecureSeed(HostRandom random) {
        Val seed = Values.tuple(new Val.U64(number(random)), new Val.U64(number(random)));
        return new Implementation(INSECURE_SEED).func("get-insecure-seed", call -> seed);
    }

    private static Val bytes(Call call, HostRandom random) {
        byte[] bytes = new byte[call.u64UpTo(0, MAX_BYTES)];
        random.fill(bytes, 0, bytes.length);
        return new Val.Bytes(bytes);
    }

    private static long number(HostRandom random) {
        byte[] bytes = new byte[Long.BYTES];
        random.fill(bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes).getLong();
    }
}
