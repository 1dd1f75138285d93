package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.link.HostFunction;
import dev.wasmmaven.runtime.component.link.HostInterface;
import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StoppedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a declared interface its bodies, of four kinds that differ in how they fail. */
final class Implementation {

    /** The version offered; the linker serves every 0.2.x with it. */
    static final String VERSION = "0.2.12";

    /** A function that cannot fail; null if it returns nothing. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Val call(Call call);
    }

    /** A function of streams, which returns {@code result<…, stream-error>}: the payload, null if it has none. */
    @FunctionalInterface
    interface StreamBody {
        @Nullable
        Val call(Call call) throws StreamException;
    }

    /** A function of files, which returns {@code result<…, error-code>}: the payload, null if it has none. */
    @FunctionalInterface
    interface FileBody {
        @Nullable
        Val call(Call call) throws HostException;
    }

    /** A function of sockets, which returns {@code result<…, error-code>}: the payload, null if it has none. */
    @FunctionalInterface
    interface SocketBody {
        @Nullable
        Val call(Call call) throws SocketException, HostException;
    }

    private final Declaration declaration;
    private final Map<String, HostFunction> functions = new LinkedHashMap<>();

    Implementation(Declaration declaration) {
        this.declaration = declaration;
    }

    /** The bodies so far, by the names that components import them under. */
    Map<String, HostFunction> functions() {
        return functions;
    }

    /** Offers the interface with all its functions. */
    void offer(Linker linker) {
        HostInterface offered = linker.instance(declaration.name() + "@" + VERSION);
        declaration.resources().forEach(offered::resource);
        declaration.functions().forEach((name, type) -> offered.func(name, type, body(name)));
    }

    private HostFunction body(String name) {
        HostFunction body = functions.get(name);
        if (body == null) {
            throw new IllegalStateException(declaration.name() + " has no body for '" + name + "'");
        }
        return body;
    }

    Implementation func(String name, Body body) {
        if (!declaration.functions().containsKey(name)) {
            throw new IllegalArgumentException(declaration.name() + " declares no function '" + name + "'");
        }
        functions.put(name, (host, args) -> {
            try {
                return body.call(new Call(host, args));
            } catch (StoppedException e) {
                throw Traps.stopped(e);
            }
        });
        return this;
    }

    /** A method of a resource. */
    Implementation method(String resource, String name, Body body) {
        return func("[method]" + resource + "." + name, body);
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
                return Values.error(FileErrors.code(e));
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
                return Values.error(e.code());
            } catch (HostException e) {
                return Values.error(SocketException.of(e).code());
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
