package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostRandom;
import dev.wasmmaven.runtime.host.StopSignal;

/** {@code clock_*} and {@code random_get}. */
final class ClocksAndRandom {

    static final int REALTIME = 0;
    static final int MONOTONIC = 1;
    private static final int PROCESS_CPUTIME = 2;
    private static final int THREAD_CPUTIME = 3;

    private static final int CHUNK = 64 * 1024;

    private final HostClocks clocks;
    private final HostRandom random;
    private final StopSignal signal;

    ClocksAndRandom(HostEnvironment environment, StopSignal signal) {
        this.clocks = environment.clocks();
        this.random = environment.random();
        this.signal = signal;
    }

    /** Arguments: clock, where its resolution goes. */
    void clockResGet(Call call) throws HostException {
        long resolution = switch (call.i32(0)) {
            case REALTIME -> clocks.realtimeResolution();
            case MONOTONIC, PROCESS_CPUTIME, THREAD_CPUTIME -> clocks.monotonicResolution();
            default -> throw new HostException(HostErr.INVAL);
        };
        call.memory().i64(call.i32(1), resolution);
    }

    /** Arguments: clock, precision that would do, where the time goes. */
    void clockTimeGet(Call call) throws HostException {
        long time = switch (call.i32(0)) {
            case REALTIME -> clocks.realtime();
            case MONOTONIC -> clocks.monotonic();
            case PROCESS_CPUTIME, THREAD_CPUTIME -> clocks.threadCpuTime();
            default -> throw new HostException(HostErr.INVAL);
        };
        call.memory().i64(call.i32(2), time);
    }

    /** Arguments: buffer, its length. */
    void randomGet(Call call) {
        int pointer = call.i32(0);
        long left = Integer.toUnsignedLong(call.i32(1));
        call.memory().requireRange(pointer, left);
        byte[] bytes = new byte[(int) Math.min(left, CHUNK)];
        while (left > 0) {
            signal.checkNotStopped();
            int count = (int) Math.min(left, bytes.length);
            random.fill(bytes, 0, count);
            call.memory().write(pointer, bytes, 0, count);
            pointer += count;
            left -= count;
        }
    }
}
