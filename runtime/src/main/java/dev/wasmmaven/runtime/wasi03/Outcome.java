package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.FutureWriter;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.function.Function;

/** How a stream ended: a {@code future<result<_, error-code>>} that is completed once. */
final class Outcome {

    private final FutureWriter writer;
    private final Function<HostException, Val> errorCode;

    /** @param errorCode the error in the words of the interface */
    Outcome(FutureWriter writer, Function<HostException, Val> errorCode) {
        this.writer = writer;
        this.errorCode = errorCode;
    }

    /** The future for the guest. */
    Val future() {
        return writer.future();
    }

    /** It ended well, unless it has failed before. */
    void ok() {
        writer.complete(Values.OK);
    }

    void failed(HostException e) {
        failed(errorCode.apply(e));
    }

    /** @param code the error in the words of the interface */
    void failed(Val code) {
        writer.complete(Values.error(code));
    }
}
