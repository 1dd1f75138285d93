package dev.wasmmaven.toolkit.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** To a worker that is kept: it goes on when this is closed, and stops what was asked of it here. */
final class KeptConnection implements WorkerConnection {

    /** How long a worker may take to answer at first. One that takes longer hangs, or is of no use on a machine that is so slow. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);

    private final SocketChannel channel;
    private final InputStream answers;
    private final OutputStream requests;
    private final Path log;
    private final Hello.Reply reply;
    private final Optional<ProcessHandle> process;

    private KeptConnection(
            SocketChannel channel, InputStream answers, OutputStream requests, Path log, Hello.Reply reply) {
        this.channel = channel;
        this.answers = answers;
        this.requests = requests;
        this.log = log;
        this.reply = reply;
        // It remembers when the process began, so that no other with the same number is ended.
        this.process = ProcessHandle.of(reply.pid());
    }

    /** Nobody listens at a socket, or whoever does is no use. */
    static final class UselessException extends Exception {
        UselessException(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * Asks a worker.
     *
     * @return empty if it has another build
     * @throws UselessException it has ended, does not answer, or answers what is not understood
     */
    static Optional<KeptConnection> open(Path socket, Hello hello) throws UselessException {
        KeptConnection opened = connect(socket, hello);
        if (opened.reply.taken()) {
            return Optional.of(opened);
        }
        close(opened.channel);
        return Optional.empty();
    }

    /**
     * Asks a worker for no more than an answer.
     *
     * @throws UselessException as {@link #open}
     */
    static Hello.Reply look(Path socket) throws UselessException {
        KeptConnection opened = connect(socket, Hello.look());
        close(opened.channel);
        return opened.reply;
    }

    private static KeptConnection connect(Path socket, Hello hello) throws UselessException {
        boolean connected = false;
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            KeptConnection opened = shakeHands(channel, socket, hello);
            connected = true;
            return opened;
        } catch (ConnectException | NoSuchFileException e) {
            throw new UselessException("nobody listens there");
        } catch (IOException e) {
            throw new UselessException(String.valueOf(e.getMessage()));
        } finally {
            if (!connected) {
                close(channel);
            }
        }
    }

    private static KeptConnection shakeHands(SocketChannel channel, Path socket, Hello hello) throws IOException {
        // A channel has no timeout of its own; closing it wakes whoever waits.
        CompletableFuture<Void> inTime = new CompletableFuture<Void>()
                .orTimeout(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, late) -> {
                    if (late != null) {
                        close(channel);
                    }
                });
        channel.connect(UnixDomainSocketAddress.of(socket));
        InputStream in = ChannelStreams.input(channel);
        OutputStream out = ChannelStreams.output(channel);
        if (!Frame.awaitGreeting(in)) {
            throw new IOException("it has ended");
        }
        hello.write(out);
        Hello.Reply reply = Hello.Reply.read(in).orElseThrow(() -> new IOException("it has ended"));
        if (!inTime.complete(null)) {
            throw new IOException("it took too long to answer");
        }
        return new KeptConnection(channel, in, out, KeepFolder.log(socket), reply);
    }

    private static void close(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is closed all the same.
            return;
        }
    }

    @Override
    public InputStream answers() {
        return answers;
    }

    @Override
    public OutputStream requests() {
        return requests;
    }

    @Override
    public long pid() {
        return reply.pid();
    }

    @Override
    public String ending(Duration patience) {
        String how = awaitEnd(patience) ? "it ended" : "it answers no more";
        List<String> lines = lastLines();
        return lines.isEmpty() ? how : how + ":\n  " + String.join("\n  ", lines);
    }

    private boolean awaitEnd(Duration patience) {
        try {
            if (process.isPresent()) {
                process.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private List<String> lastLines() {
        LastLines last = new LastLines();
        try {
            Files.readString(log, Charset.defaultCharset()).lines().forEach(last::add);
        } catch (IOException e) {
            last.add("(what it said cannot be read: " + e + ")");
        }
        return last.lines();
    }

    @Override
    public void kill() {
        close(channel);
        process.ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close(Duration patience) {
        close(channel);
    }
}
