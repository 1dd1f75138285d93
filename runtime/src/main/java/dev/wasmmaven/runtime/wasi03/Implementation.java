package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.AsyncHostFunction;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.DeclaredInterface;
import dev.wasmmaven.runtime.wasi.FileBody;
import dev.wasmmaven.runtime.wasi.SocketBody;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.Values;

/** An interface of WASI 0.3. */
final class Implementation extends DeclaredInterface<Implementation> {

    Implementation(Declaration declaration) {
        super(declaration);
    }

    @Override
    protected Implementation self() {
        return this;
    }

    Implementation asyncMethod(String resource, String name, AsyncHostFunction body) {
        return asyncFunc("[method]" + resource + "." + name, body);
    }

    /** A method about files that is over when it returns: it asks the host's file system for no contents. */
    Implementation fileMethod(String resource, String name, FileBody body) {
        return asyncMethod(resource, name, (host, args, result) -> {
            result.complete(outcome(body, new Call(host, args)));
            return AsyncHostFunction.NOT_CANCELLABLE;
        });
    }

    /** A synchronous function about sockets. */
    Implementation socketFunc(String name, SocketBody body) {
        return func(name, call -> {
            try {
                Val payload = body.call(call);
                return payload == null ? Values.OK : Values.ok(payload);
            } catch (SocketException e) {
                return Values.error(SocketErrors.code(e));
            } catch (HostException e) {
                return Values.error(SocketErrors.code(e));
            }
        });
    }

    Implementation socketMethod(String resource, String name, SocketBody body) {
        return socketFunc("[method]" + resource + "." + name, body);
    }

    private static Val outcome(FileBody body, Call call) {
        try {
            Val payload = body.call(call);
            return payload == null ? Values.OK : Values.ok(payload);
        } catch (HostException e) {
            return Values.error(FilesystemTypes.errorCode(e));
        }
    }
}
