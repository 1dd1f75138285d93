package dev.wasmmaven.runtime.wasi02;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.HostState;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Calls functions of WASI 0.2 as a guest would, without one. */
final class Guest02 implements AutoCloseable {

    static final String STREAMS = "wasi:io/streams";
    static final String FILES = "wasi:filesystem/types";

    /** The types of functions are not looked at here. */
    private static final ValueTypes TYPES = new ValueTypes(id -> {
        throw new IllegalStateException(id.toString());
    });

    final HostState host;
    final Wasi02 wasi;
    private final Store store;

    Guest02(HostEnvironment environment) {
        host = new HostState(environment);
        wasi = new Wasi02(host);
        store = new Store(new ChicoryEngine(1 << 20), new CoreStop(), host.sleeper());
    }

    static Guest02 of(HostEnvironment.Builder environment) {
        return new Guest02(environment.build());
    }

    /** The result, which the function has. */
    Val call(String interfaceName, String function, Val... args) {
        Implementation implementation =
                Objects.requireNonNull(wasi.implementation(interfaceName), interfaceName + " is there");
        Val result = Objects.requireNonNull(implementation.functions().get(function), function)
                .call(new HostCall(store, TYPES), List.of(args));
        return result == null ? Values.NONE : result;
    }

    /** The payload of a result that is {@code ok}. */
    Val ok(String interfaceName, String function, Val... args) {
        Val result = call(interfaceName, function, args);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Val.ResultOf.class,
                        each -> assertThat(each.isOk()).as("%s", each).isTrue());
        return ((Val.ResultOf) result).payload().orElse(Values.NONE);
    }

    /** The payload of a result that is {@code error}. */
    Val error(String interfaceName, String function, Val... args) {
        Val result = call(interfaceName, function, args);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Val.ResultOf.class,
                        each -> assertThat(each.isOk()).as("%s", each).isFalse());
        return ((Val.ResultOf) result).payload().orElseThrow();
    }

    /** The label of an error code. */
    String errorCode(String interfaceName, String function, Val... args) {
        return ((Val.EnumOf) error(interfaceName, function, args)).label();
    }

    /** The label of a stream error. */
    String streamError(String function, Val... args) {
        return ((Val.VariantOf) error(STREAMS, function, args)).label();
    }

    /** Drops a handle. */
    void drop(Val handle) {
        store.hostObjects().drop(((ResourceVal) handle).rep());
    }

    <T> T object(HostResource<T> resource, Val handle) {
        return new HostCall(store, TYPES).object(resource, handle);
    }

    <T> Val handle(HostResource<T> resource, T object) {
        return new HostCall(store, TYPES).own(resource, object);
    }

    /** How many resources the guest holds. */
    int held() {
        return store.hostObjects().size();
    }

    /** The first preopened directory. */
    Val directory() {
        Val.ListOf all = (Val.ListOf) call("wasi:filesystem/preopens", "get-directories");
        return ((Val.TupleOf) all.elements().get(0)).elements().get(0);
    }

    /** Opens, following links. */
    Val open(Val directory, String path, Set<String> openFlags, Set<String> flags) {
        return ok(
                FILES,
                "[method]descriptor.open-at",
                directory,
                new Val.FlagsOf(Set.of("symlink-follow")),
                new Val.Str(path),
                new Val.FlagsOf(openFlags),
                new Val.FlagsOf(flags));
    }

    static Val u64(long value) {
        return new Val.U64(value);
    }

    static Val bytes(String text) {
        return new Val.Bytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static Val.VariantOf label(String label) {
        return new Val.VariantOf(label, Optional.empty());
    }

    @Override
    public void close() {
        host.close();
        store.close();
    }
}
