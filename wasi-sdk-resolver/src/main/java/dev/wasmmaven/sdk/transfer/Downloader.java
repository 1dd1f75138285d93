package dev.wasmmaven.sdk.transfer;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings a file whole: goes on where an earlier attempt or process stopped, tries again after a pause, keeps to a size, and
 * compares the digest. Not for two threads or processes at once with the same file: callers hold a lock.
 */
public final class Downloader {

    private final Transport transport;
    private final RetryPolicy policy;
    private final long mostBytes;
    private final Sleeper sleeper;

    /**
     * @param transport makes the attempts
     * @param policy how often
     * @param mostBytes no more than this is accepted, in bytes
     */
    public Downloader(Transport transport, RetryPolicy policy, long mostBytes) {
        this(transport, policy, mostBytes, pause -> Thread.sleep(pause.toMillis()));
    }

    Downloader(Transport transport, RetryPolicy policy, long mostBytes, Sleeper sleeper) {
        this.transport = transport;
        this.policy = policy;
        this.mostBytes = mostBytes;
        this.sleeper = sleeper;
    }

    /** Waits between attempts. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    /**
     * Downloads an archive.
     *
     * @param address where from
     * @param file where to; what is there from an earlier attempt is used if it is part of the same content
     * @param pinned the digest that it must have; empty: whatever comes
     * @return the digest that it has: the pinned one, or its SHA-256
     * @throws SdkException it did not come, or is not what was pinned; then the file is gone, except where a later attempt
     *     can go on with it
     */
    public Digest download(URI address, Path file, Optional<Digest> pinned, SdkListener listener) {
        PartialFile partial = new PartialFile(file);
        try {
            boolean continued = bring(address, partial, pinned, listener);
            Optional<SdkException> wrong = problem(address, file, pinned);
            if (wrong.isPresent() && continued) {
                // The first part may be from other content than the rest, or was damaged on the disk.
                partial.delete();
                bring(address, partial, pinned, listener);
                wrong = problem(address, file, pinned);
            }
            if (wrong.isPresent()) {
                partial.delete();
                throw wrong.get();
            }
            return pinned.isPresent() ? pinned.get() : Digest.sha256(file);
        } catch (IOException e) {
            throw cacheFailed(file, e);
        }
    }

    /** Removes what {@link #download} has left at this place. */
    public static void discard(Path file) throws IOException {
        new PartialFile(file).delete();
    }

    /** Fetches until the file is whole; returns whether bytes of an earlier attempt are in it. */
    private boolean bring(URI address, PartialFile partial, Optional<Digest> pinned, SdkListener listener)
            throws IOException {
        if (partial.complete(address)
                || (pinned.isPresent() && partial.size() > 0 && matches(partial.file(), pinned.get()))) {
            return true;
        }
        boolean continued = false;
        int failures = 0;
        long most = partial.size();
        for (int attempt = 1; ; attempt++) {
            Attempt progress = new Attempt(address, partial, listener);
            try {
                Optional<String> validator = partial.validator(address);
                transport.fetch(new Transport.Request(address, partial.file(), validator), progress);
                return continued || progress.offset > 0;
            } catch (TransferException e) {
                continued |= progress.offset > 0;
                failures = progress.here > most ? 1 : failures + 1;
                most = Math.max(most, progress.here);
                if (!e.retryable() || failures >= policy.attempts() || attempt >= RetryPolicy.MOST_ATTEMPTS) {
                    throw e;
                }
                pause(address, e, attempt, failures, listener);
            }
        }
    }

    private void pause(URI address, TransferException reason, int attempt, int failures, SdkListener listener) {
        Duration pause = policy.pause(failures);
        listener.retrying(address, reason.getMessage(), attempt + 1, pause.toMillis());
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdkException.Interrupted("waiting to try the download again", e);
        }
    }

    private static Optional<SdkException> problem(URI address, Path file, Optional<Digest> pinned) throws IOException {
        Optional<String> foreign = FileKind.foreign(file);
        if (foreign.isPresent()) {
            return Optional.of(
                    new SdkException(
                            DiagnosticId.SDK_NOT_AN_ARCHIVE,
                            TransferException.display(address) + " sent " + foreign.get() + " instead of an archive",
                            "open the address in a browser: a login page of a proxy, or a mirror's error page, is a frequent cause"));
        }
        if (pinned.isPresent() && !matches(file, pinned.get())) {
            Digest actual = digest(file, pinned.get());
            return Optional.of(
                    new SdkException(
                            DiagnosticId.SDK_DIGEST_MISMATCH,
                            TransferException.display(address) + " has the digest " + actual + ", pinned is "
                                    + pinned.get(),
                            "find out which of the two is right before changing the pinned one: the download may be tampered with"));
        }
        return Optional.empty();
    }

    private static boolean matches(Path file, Digest pinned) throws IOException {
        return pinned.equals(digest(file, pinned));
    }

    private static Digest digest(Path file, Digest like) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return Digest.of(like.algorithm(), stream);
        }
    }

    private static SdkException cacheFailed(Path file, IOException cause) {
        return new SdkException(
                DiagnosticId.SDK_CACHE_FAILED,
                "cannot write '" + file + "': " + cause,
                "check that the directory is writable and the disk is not full, or configure another cache directory",
                cause);
    }

    /** One attempt: notes what is fetched, keeps to the size, tells the listener. */
    private final class Attempt implements Transport.Progress {
        private final URI address;
        private final PartialFile partial;
        private final SdkListener listener;
        private OptionalLong total = OptionalLong.empty();
        private long offset;
        private long here;

        Attempt(URI address, PartialFile partial, SdkListener listener) {
            this.address = address;
            this.partial = partial;
            this.listener = listener;
        }

        @Override
        public void started(long start, OptionalLong size, Optional<String> validator) {
            this.offset = start;
            this.here = start;
            this.total = size;
            keepTo(size.orElse(0));
            try {
                partial.start(address, start, size, validator);
            } catch (IOException e) {
                throw cacheFailed(partial.file(), e);
            }
            listener.downloading(address, start, size);
        }

        @Override
        public void received(int bytes) {
            here += bytes;
            keepTo(here);
            listener.received(address, here, total);
        }

        private void keepTo(long size) {
            if (size <= mostBytes) {
                return;
            }
            SdkException tooLarge = new SdkException(
                    DiagnosticId.SDK_TOO_LARGE,
                    TransferException.display(address) + " has more than the " + mostBytes + " bytes that are allowed",
                    "check that the address is that of a wasi-sdk archive");
            try {
                partial.delete();
            } catch (IOException e) {
                tooLarge.addSuppressed(e);
            }
            throw tooLarge;
        }
    }
}
