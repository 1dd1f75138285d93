package dev.wasmmaven.runtime.wasi02;

/** Where the bytes of an {@code input-stream} come from. */
abstract class ByteInput extends StreamEnd {

    /** Bytes that one read gives at most, whatever the guest asks for. */
    static final int MAX_READ = 64 * 1024;

    /**
     * Takes bytes that are there now.
     *
     * @param limit how many at most, 0 to {@link #MAX_READ}
     * @return none if there are none yet, or if none are wanted
     * @throws StreamException at the end, or on a failure
     */
    abstract byte[] read(int limit) throws StreamException;
}
