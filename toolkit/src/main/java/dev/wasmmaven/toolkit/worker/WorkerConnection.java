package dev.wasmmaven.toolkit.worker;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** The way to a worker that has greeted. Its streams are for one thread each; everything else is safe for use by several. */
interface WorkerConnection {

    /** Frames of answers; ends when the worker has. */
    InputStream answers();

    /** Takes frames of requests. Not buffered. */
    OutputStream requests();

    /** The worker's process id. */
    long pid();

    /** How the worker ended, with what it said last, once it has or after this time: a sentence without its beginning. */
    String ending(Duration patience);

    /** Ends the worker at once. */
    void kill();

    /**
     * Says that no more is asked: the worker stops what it still does, and ends unless it is kept for others.
     *
     * @param patience how long to wait for that; then it is ended
     */
    void close(Duration patience);
}
