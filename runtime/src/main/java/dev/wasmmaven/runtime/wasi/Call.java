package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Set;

/**
 * One call of a function by a guest: its arguments by their place, which the linker has checked to be of the types
 * declared.
 */
public record Call(HostCall host, List<Val> args) {

    public int u8(int index) {
        return ((Val.U8) args.get(index)).value();
    }

    /** The bits of an unsigned number. */
    public int u32(int index) {
        return ((Val.U32) args.get(index)).bits();
    }

    /** The bits of an unsigned number. */
    public long u64(int index) {
        return ((Val.U64) args.get(index)).bits();
    }

    /** An unsigned number, no more than a limit. */
    public int u64UpTo(int index, int limit) {
        long value = u64(index);
        return Long.compareUnsigned(value, limit) > 0 ? limit : (int) value;
    }

    public String string(int index) {
        return ((Val.Str) args.get(index)).value();
    }

    public byte[] bytes(int index) {
        return Values.bytes(args.get(index));
    }

    public Set<String> flags(int index) {
        return ((Val.FlagsOf) args.get(index)).labels();
    }

    public Val.VariantOf variant(int index) {
        return (Val.VariantOf) args.get(index);
    }

    public Val.RecordOf record(int index) {
        return (Val.RecordOf) args.get(index);
    }

    public boolean ok(int index) {
        return ((Val.ResultOf) args.get(index)).isOk();
    }

    public List<Val> list(int index) {
        return ((Val.ListOf) args.get(index)).elements();
    }

    /** The object behind a handle. */
    public <T> T object(HostResource<T> resource, int index) {
        return host.object(resource, args.get(index));
    }

    /** A new handle for the guest. */
    public <T> Val own(HostResource<T> resource, T object) {
        return host.own(resource, object);
    }
}
