package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.DeclaredInterface;
import dev.wasmmaven.runtime.wasi.FileBody;
import dev.wasmmaven.runtime.wasi.SocketBody;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An interface of WASI 0.2, whose bodies are of four kinds that differ in how they fail. */
final class Implementation extends DeclaredInterface<Implementation> {

    /** The version offered; the linker serves every 0.2.x with it. */
    static final String VERSION = "0.2.12";

    /** A function of streams, which returns {@code result<…, stream-error>}: the payload, null if it has none. */
    @FunctionalInterface
    interface StreamBody {
        @Nullable
        Val call(Call call) throws StreamException;
    }

    Implementation(Declaration declaration) {
        super(declaration);
    }

    @Override
    protected Implementation self() {
        return this;
    }

    void offer(Linker linker) {
        offer(linker, VERSION);
    }

    Implementation streamMethod(String resource, String name, StreamBody body) {
        return method(resource, name, call -> {
            try {
                Val payload = body.call(call);
                return payload == null ? Values.OK : Values.ok(payload);
            } catch (StreamException e) {
                return Values.error(streamError(call, e));
            }
        });
    }

    Implementation fileMethod(String resource, String name, FileBody body) {
        return method(resource, name, call -> {
            try {
                Val payload = body.call(call);
                return payload == null ? Values.OK : Values.ok(payload);
            } catch (HostException e) {
                return Values.error(FilesystemTypes.errorCode(e));
            }
        });
    }

    Implementation socketMethod(String resource, String name, SocketBody body) {
        return socketFunc("[method]" + resource + "." + name, body);
    }

    Implementation socketFunc(String name, SocketBody body) {
        return func(name, call -> {
            try {
                Val payload = body.call(call);
                return payload == null ? Values.OK : Values.ok(payload);
            } catch (SocketException e) {
                return Values.error(new Val.EnumOf(e.label()));
            } catch (HostException e) {
                return Values.error(
                        new Val.EnumOf(SocketException.label(e.error()).orElse("unknown")));
            }
        });
    }

    private static Val streamError(Call call, StreamException e) {
        HostException failure = e.failure();
        return failure == null
                ? new Val.VariantOf("closed", Optional.empty())
                : new Val.VariantOf("last-operation-failed", Optional.of(call.own(Resources.ERROR, failure)));
    }
}
