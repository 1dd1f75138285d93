package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.worker.KeepFolder.UnsuitableException;
import dev.wasmmaven.toolkit.worker.KeptConnection.UselessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All JVMs that are kept for a user's tests, whichever build has started them. */
public final class KeptJvms {

    /** How long one without a build may take to end: what the build before left is being stopped. */
    private static final Duration END = Duration.ofSeconds(30);

    private final Path cache;

    /**
     * One of them.
     *
     * @param pid its process
     * @param since when it began, as far as the operating system tells
     * @param busy whether it has a build
     */
    public record KeptJvm(long pid, Optional<Instant> since, boolean busy) {}

    /**
     * What was told to end.
     *
     * @param ended how many ended
     * @param busy how many end as soon as their build has
     */
    public record Stopped(int ended, int busy) {}

    /**
     * Those of a user.
     *
     * @param cache the user's folder for what can be made again
     */
    public KeptJvms(Path cache) {
        this.cache = cache;
    }

    /**
     * Those that answer, the one that was given a build last first.
     *
     * @throws ToolkitException the folder with their sockets cannot be read, or others can enter it
     */
    public List<KeptJvm> list() {
        return sockets().stream().flatMap(socket -> look(socket).stream()).toList();
    }

    private static Optional<KeptJvm> look(Path socket) {
        try {
            Hello.Reply reply = KeptConnection.look(socket);
            Optional<Instant> since = ProcessHandle.of(reply.pid())
                    .flatMap(process -> process.info().startInstant());
            return Optional.of(new KeptJvm(reply.pid(), since, !reply.taken()));
        } catch (UselessException e) {
            // What it has left is deleted by the next build.
            return Optional.empty();
        }
    }

    /**
     * Tells all of them to end, and deletes the sockets of those that have.
     *
     * @throws ToolkitException as {@link #list}
     */
    public Stopped stop() {
        int ended = 0;
        int busy = 0;
        for (Path socket : sockets()) {
            try {
                Optional<KeptConnection> asked = KeptConnection.open(socket, Hello.stop());
                asked.ifPresent(connection -> connection.ending(END));
                ended += asked.isPresent() ? 1 : 0;
                busy += asked.isPresent() ? 0 : 1;
            } catch (UselessException e) {
                forget(socket);
            }
        }
        return new Stopped(ended, busy);
    }

    private List<Path> sockets() {
        try {
            Optional<KeepFolder> folder =
                    KeptWorkers.isSupported() ? KeepFolder.existing(cache) : Optional.<KeepFolder>empty();
            return folder.isPresent() ? folder.get().sockets("") : List.of();
        } catch (UnsuitableException e) {
            throw unreachable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unreachable(e.toString());
        }
    }

    private static void forget(Path socket) {
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw unreachable(e.toString());
        }
    }

    private static ToolkitException unreachable(String reason) {
        return new ToolkitException(
                DiagnosticId.IO_FAILED,
                "the JVMs that are kept for tests cannot be asked: " + reason,
                "delete that folder, and all that were started there end within seconds after their builds");
    }
}
