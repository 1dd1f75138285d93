package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.link.AsyncHostFunction;
import dev.wasmmaven.runtime.component.link.HostFunction;
import dev.wasmmaven.runtime.component.link.HostInterface;
import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.StoppedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a declared interface its bodies.
 *
 * @param <S> the class itself, for chains of calls
 */
public abstract class DeclaredInterface<S extends DeclaredInterface<S>> {

    /** A function that cannot fail; null if it returns nothing. */
    @FunctionalInterface
    public interface Body {
        @Nullable
        Val call(Call call);
    }

    private final Declaration declaration;
    private final Map<String, HostFunction> functions = new LinkedHashMap<>();
    private final Map<String, AsyncHostFunction> asyncFunctions = new LinkedHashMap<>();

    protected DeclaredInterface(Declaration declaration) {
        this.declaration = declaration;
    }

    protected abstract S self();

    /** The bodies of synchronous functions so far, by the names that components import them under. */
    public Map<String, HostFunction> functions() {
        return functions;
    }

    /** The bodies of asynchronous functions so far, likewise. */
    public Map<String, AsyncHostFunction> asyncFunctions() {
        return asyncFunctions;
    }

    /** Offers the interface with all its functions. */
    public void offer(Linker linker, String version) {
        HostInterface offered = linker.instance(declaration.name() + "@" + version);
        declaration.resources().forEach(offered::resource);
        declaration.functions().forEach((name, type) -> {
            if (type.async()) {
                offered.asyncFunc(name, type, body(asyncFunctions, name));
            } else {
                offered.func(name, type, body(functions, name));
            }
        });
    }

    private <T> T body(Map<String, T> bodies, String name) {
        T body = bodies.get(name);
        if (body == null) {
            throw new IllegalStateException(declaration.name() + " has no body for '" + name + "'");
        }
        return body;
    }

    private void requireDeclared(String name, boolean async) {
        if (!declaration.functions().containsKey(name)
                || declaration.functions().get(name).async() != async) {
            throw new IllegalArgumentException(
                    declaration.name() + " declares no " + (async ? "async " : "") + "function '" + name + "'");
        }
    }

    public S func(String name, Body body) {
        requireDeclared(name, false);
        functions.put(name, (host, args) -> {
            try {
                return body.call(new Call(host, args));
            } catch (StoppedException e) {
                throw Traps.stopped(e);
            }
        });
        return self();
    }

    public S asyncFunc(String name, AsyncHostFunction body) {
        requireDeclared(name, true);
        asyncFunctions.put(name, body);
        return self();
    }

    /** A method of a resource. */
    public S method(String resource, String name, Body body) {
        return func("[method]" + resource + "." + name, body);
    }
}
