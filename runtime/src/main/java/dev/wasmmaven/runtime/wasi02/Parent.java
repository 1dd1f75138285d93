package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.wasi.Traps;

/** A resource that others are made of, its children: pollables, or the streams of a socket. It cannot be dropped before they are. */
abstract class Parent implements Pollable {

    private int children;

    /** One more child. */
    final void adopt() {
        children++;
    }

    /** One child less. */
    final void release() {
        children--;
    }

    final boolean hasChildren() {
        return children > 0;
    }

    /** A pollable for this resource. */
    final ChildPollable subscribe() {
        adopt();
        return new ChildPollable(this);
    }

    /** A pollable is dropped, be it a child or not. */
    static void droppedPollable(Pollable pollable) {
        if (pollable instanceof ChildPollable child) {
            child.parent().release();
        }
    }

    /** Gives the resource back; a trap if a child of it is still there. */
    final void drop() {
        if (children > 0) {
            throw Traps.trap("a resource was dropped before those made of it: resource has children");
        }
        close();
    }

    /** Whether its pollables are ready: {@link #ready}, unless it knows better. */
    boolean settled() {
        return ready();
    }

    /** Gives back what the resource holds; also called for what a guest has not dropped. */
    abstract void close();

    /** Readiness of a resource; a child of it. */
    record ChildPollable(Parent parent) implements Pollable {

        @Override
        public boolean ready() {
            return parent.settled();
        }

        @Override
        public long deadline() {
            return parent.deadline();
        }
    }
}
