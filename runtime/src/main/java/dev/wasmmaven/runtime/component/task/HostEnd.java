package dev.wasmmaven.runtime.component.task;

/** The host at one end of a stream or future: what it is told of the other end. Called on the store's thread. */
public interface HostEnd {

    /** The other end waits with a buffer, {@link StreamEnd#waiting}. */
    void waits();

    /** The other end waits no longer: what has been copied so far is all that this operation copies. */
    void gaveUp();

    /** The other end is gone. */
    void dropped();

    /** The host's own buffer, with which it waited, has been served: so many elements were copied. */
    void served(int count);
}
