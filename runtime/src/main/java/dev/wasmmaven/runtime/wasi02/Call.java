package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Set;

/**
 * One call of a function by a guest: its arguments by their place, which the linker has checked to be of the types
 * declared.
 */
record Call(HostCall host, List<Val> args) {

    int u8(int index) {
        return ((Val.U8) args.get(index)).value();
    }

    /** The bits of an unsigned number. */
    int u32(int index) {
        return ((Val.U32) args.get(index)).bits();
    }

    /** The bits of an unsigned number. */
    long u64(int index) {
        return ((Val.U64) args.get(index)).bits();
    }

    /** An unsigned number, no more than a limit. */
    int u64UpTo(int index, int limit) {
        long value = u64(index);
        return Long.compareUnsigned(value, limit) > 0 ? limit : (int) value;
    }

    /**
     * An unsigned number of any width, no more than 2<sup>63</sup>-1; {@code invalid-argument} if it is 0.
     */
    long positive(int index) throws SocketException {
        Val value = args.get(index);
        long number = value instanceof Val.U8 u8
                ? u8.value()
                : value instanceof Val.U32 u32 ? u32.value() : ((Val.U64) value).bits();
        if (number == 0) {
            throw new SocketException("invalid-argument");
        }
        return number < 0 ? Long.MAX_VALUE : number;
    }

    String string(int index) {
        return ((Val.Str) args.get(index)).value();
    }

    byte[] bytes(int index) {
        return Values.bytes(args.get(index));
    }

    Set<String> flags(int index) {
        return ((Val.FlagsOf) args.get(index)).labels();
    }

    Val.VariantOf variant(int index) {
        return (Val.VariantOf) args.get(index);
    }

    Val.RecordOf record(int index) {
        return (Val.RecordOf) args.get(index);
    }

    boolean ok(int index) {
        return ((Val.ResultOf) args.get(index)).isOk();
    }

    List<Val> list(int index) {
        return ((Val.ListOf) args.get(index)).elements();
    }

    /** The object behind a handle. */
    <T> T object(HostResource<T> resource, int index) {
        return host.object(resource, args.get(index));
    }

    /** A new handle for the guest. */
    <T> Val own(HostResource<T> resource, T object) {
        return host.own(resource, object);
    }

    /** Blocks the guest until the event has happened. */
    void await(Pollable event) {
        while (!event.ready()) {
            host.await(event::ready, event.deadline());
        }
    }
}
