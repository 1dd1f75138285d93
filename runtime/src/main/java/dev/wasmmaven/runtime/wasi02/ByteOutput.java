package dev.wasmmaven.runtime.wasi02;

/** Where the bytes of an {@code output-stream} go. */
abstract class ByteOutput extends StreamEnd {

    /** How many bytes a write may have now; 0 while it would have to wait. */
    abstract int permit() throws StreamException;

    /** Writes all of the bytes, which are no more than {@link #permit()} allows. */
    abstract void write(byte[] bytes, int offset, int length) throws StreamException;

    /** Begins to bring what was written to the other end; no more is permitted until that is done. */
    abstract void flush() throws StreamException;
}
