package dev.wasmmaven.sdk.transfer;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One attempt to fetch a file. {@link HttpTransport} does it with the JDK's client; a build tool gives its own, so that its mirrors,
 * proxies and credentials hold. Implementations can be used by several threads.
 */
public interface Transport {

    /**
     * Fetches a resource into a file. If the file has bytes and the request has a validator, it may go on after them, provided
     * that the server has the same content still; otherwise it starts over.
     *
     * @throws TransferException it did not arrive whole; what has arrived stays in the file
     * @throws dev.wasmmaven.sdk.SdkException the file cannot be written, or the thread was interrupted; also what
     *     the progress throws
     */
    void fetch(Request request, Progress progress);

    /**
     * What to fetch.
     *
     * @param address the resource
     * @param file where it goes; made or replaced, or appended to
     * @param validator what {@link Progress#started} was told when the bytes in the file began to arrive; empty: start over
     */
    record Request(URI address, Path file, Optional<String> validator) {}

    /** Hears of one attempt, on the thread that fetches. What it throws ends the attempt. */
    interface Progress {

        /**
         * Called once, before the file is touched.
         *
         * @param offset the bytes in the file that are kept: their number, or 0 to start over
         * @param total the size of the whole resource, if the server tells
         * @param validator names this very content, an entity tag or a date, for a later resumption; empty: it cannot be resumed
         */
        void started(long offset, OptionalLong total, Optional<String> validator);

        /** So many more bytes are in the file. */
        void received(int bytes);
    }
}
