package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.handle.ResourceHandle;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreValType;
import org.jspecify.annotations.Nullable;

/** An owned or borrowed resource: an index of a handle, or for the definer of its type the representation itself. */
final class ResourceNode extends WordNode {

    private final ResourceType type;
    private final boolean own;

    ResourceNode(ResourceType type, boolean own) {
        super(Integer.BYTES, CoreValType.I32);
        this.type = type;
        this.own = own;
    }

    private int liftRep(AbiContext cx, int index) {
        return own
                ? ResourceHandle.liftOwn(cx.handles(), index, type)
                : ResourceHandle.liftBorrow(cx.handles(), index, type, cx.requireLenders());
    }

    private int lowerRep(AbiContext cx, int rep) {
        if (own) {
            return cx.handles().add(ResourceHandle.own(type, rep));
        }
        if (type.isImplementedBy(cx.instance())) {
            return rep;
        }
        return cx.handles().add(ResourceHandle.borrow(type, rep, cx.requireScope()));
    }

    @Override
    long transfer(AbiContext from, long raw, AbiContext to) {
        return lowerRep(to, liftRep(from, (int) raw)) & 0xffff_ffffL;
    }

    @Override
    Val lift(AbiContext cx, long raw) {
        return new ResourceVal(type, liftRep(cx, (int) raw), own);
    }

    @Override
    long lower(AbiContext cx, Val value) {
        ResourceVal resource = resource(value);
        resource.requireUsable();
        if (own) {
            resource.consume();
        }
        return lowerRep(cx, resource.rep()) & 0xffff_ffffL;
    }

    @Override
    public void check(@Nullable Val value) {
        resource(value).requireUsable();
    }

    private ResourceVal resource(@Nullable Val value) {
        // Who owns a resource can lend it.
        if (value instanceof ResourceVal resource && resource.type() == type && (resource.isOwn() || !own)) {
            return resource;
        }
        throw mismatch((own ? "own<" : "borrow<") + type + ">", value);
    }
}
