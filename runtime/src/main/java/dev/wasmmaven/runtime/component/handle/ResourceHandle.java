package dev.wasmmaven.runtime.component.handle;

import dev.wasmmaven.runtime.error.ComponentTrap;
import org.jspecify.annotations.Nullable;

/** What an instance's table holds for a resource (CanonicalABI.md, Resource State). */
public final class ResourceHandle {

    private final ResourceType type;
    private final int rep;
    private final @Nullable BorrowScope scope;
    private int lends;

    private ResourceHandle(ResourceType type, int rep, @Nullable BorrowScope scope) {
        this.type = type;
        this.rep = rep;
        this.scope = scope;
    }

    /** An owning handle. */
    public static ResourceHandle own(ResourceType type, int rep) {
        return new ResourceHandle(type, rep, null);
    }

    /** A borrowing handle, which counts against its task until dropped. */
    public static ResourceHandle borrow(ResourceType type, int rep, BorrowScope scope) {
        scope.borrowed();
        return new ResourceHandle(type, rep, scope);
    }

    public int rep() {
        return rep;
    }

    public boolean isOwn() {
        return scope == null;
    }

    /** Counts one more borrow of it that is out. */
    void lend() {
        lends++;
    }

    void unlend() {
        lends--;
    }

    /** {@code lift_own}: takes the resource out of the table; returns its representation. */
    public static int liftOwn(HandleTable<Object> table, int index, ResourceType type) {
        ResourceHandle handle = checked(table, index, type);
        handle.requireNotLent();
        if (!handle.isOwn()) {
            throw ComponentTrap.of("index " + index + " is not an own resource");
        }
        table.remove(index);
        return handle.rep;
    }

    /** {@code lift_borrow}: lends the resource until the lender's call is over; returns its representation. */
    public static int liftBorrow(HandleTable<Object> table, int index, ResourceType type, Lenders lenders) {
        ResourceHandle handle = checked(table, index, type);
        lenders.add(handle);
        return handle.rep;
    }

    /** {@code resource.rep}. */
    public static int rep(HandleTable<Object> table, int index, ResourceType type) {
        return checked(table, index, type).rep;
    }

    /** {@code resource.drop} but for the destructor: whether it is to be called, for {@link #rep()}. */
    public static ResourceHandle drop(HandleTable<Object> table, int index, ResourceType type) {
        ResourceHandle handle = checked(table, index, type);
        handle.requireNotLent();
        table.remove(index);
        if (handle.scope != null) {
            handle.scope.handleDropped();
        }
        return handle;
    }

    private void requireNotLent() {
        if (lends != 0) {
            throw ComponentTrap.OWNED_WHILE_BORROWED.exception();
        }
    }

    private static ResourceHandle checked(HandleTable<Object> table, int index, ResourceType type) {
        Object entry = table.get(index);
        if (!(entry instanceof ResourceHandle handle)) {
            throw HandleTable.wrongType(index);
        }
        if (handle.type != type) {
            throw ComponentTrap.of("handle index " + index + " used with the wrong type, expected " + kind(type)
                    + " resource but found a " + (kind(type).equals(kind(handle.type)) ? "different " : "")
                    + kind(handle.type) + " resource (expected '" + type + "', found '" + handle.type + "')");
        }
        return handle;
    }

    private static String kind(ResourceType type) {
        return type.isHost() ? "host-defined" : "guest-defined";
    }
}
