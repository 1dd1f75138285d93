package dev.wasmmaven.runtime.component.handle;

import dev.wasmmaven.runtime.component.value.Val;

/**
 * A resource in the hands of the host: owned, so that the host must drop it or give it to a guest, or borrowed for the
 * duration of a call. Made by the runtime.
 */
public final class ResourceVal implements Val.Handle {

    private final ResourceType type;
    private final int rep;
    private final boolean own;
    private boolean consumed;
    private int lends;

    public ResourceVal(ResourceType type, int rep, boolean own) {
        this.type = type;
        this.rep = rep;
        this.own = own;
    }

    public ResourceType type() {
        return type;
    }

    /** The representation, which only the definer of the type can make sense of. */
    public int rep() {
        return rep;
    }

    public boolean isOwn() {
        return own;
    }

    /**
     * Marks the end of its use: given away or dropped.
     *
     * @throws IllegalStateException it was given away or dropped before, its call is over, or it is lent
     */
    public void consume() {
        requireUsable();
        if (lends > 0) {
            throw new IllegalStateException(
                    "this handle of resource '" + type + "' is lent to a call that is under way");
        }
        consumed = true;
    }

    /** Lends it, if the host owns it still: until {@link #unlend} it can be neither given away nor dropped. */
    public void lend() {
        lends++;
    }

    /** A call that it was lent to is over. */
    public void unlend() {
        lends--;
    }

    /** The call is over that it was borrowed for. */
    public void endBorrow() {
        if (!own) {
            consumed = true;
        }
    }

    /** Whether it can be used. */
    public boolean isUsable() {
        return !consumed;
    }

    /**
     * Checks that it is still there to be used.
     *
     * @throws IllegalStateException it was given away or dropped before, or its call is over
     */
    public void requireUsable() {
        if (consumed) {
            throw new IllegalStateException(
                    "this handle of resource '" + type + "' was given away or dropped, or its call is over");
        }
    }

    @Override
    public String toString() {
        return (own ? "own<" : "borrow<") + type + ">";
    }
}
