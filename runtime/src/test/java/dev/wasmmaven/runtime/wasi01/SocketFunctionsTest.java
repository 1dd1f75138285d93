package dev.wasmmaven.runtime.wasi01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code sock_*}, and the other functions on sockets. Descriptor 3 is a listening socket. */
@Timeout(60)
class SocketFunctionsTest {

    private static final int LISTENER = 3;
    private static final int OUT = FakeGuest.OUT;
    private static final int SUBSCRIPTIONS = 0x1000;
    private static final int EVENTS = 0x2000;
    private static final int BUFFER = 0x3000;

    private InetSocketAddress address;
    private FakeGuest guest;

    @BeforeEach
    void open() throws IOException {
        ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = (InetSocketAddress) listener.getLocalAddress();
        guest = new FakeGuest(HostEnvironment.builder().listener(listener).build());
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private Socket connect() throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private int accept(int flags) {
        int errno = guest.call("sock_accept", LISTENER, flags, OUT);
        return errno == 0 ? guest.memory.i32(OUT) : -errno;
    }

    /** What {@code sock_recv} gives, or the error as text. */
    private String receive(int fd, int length, int flags) {
        int errno = guest.call("sock_recv", fd, guest.vectors(BUFFER, length), 1, flags, OUT, OUT + 8);
        return errno == 0 ? guest.string(BUFFER, guest.memory.i32(OUT)) : "errno " + errno;
    }

    private void subscribe(int index, int type, int fd) {
        int at = SUBSCRIPTIONS + index * 48;
        guest.memory.i64(at, 100 + index);
        guest.memory.i8(at + 8, (byte) type);
        guest.memory.i32(at + 16, fd);
    }

    private int poll(int subscriptions) {
        assertThat(guest.call("poll_oneoff", SUBSCRIPTIONS, EVENTS, subscriptions, OUT))
                .isZero();
        return guest.memory.i32(OUT);
    }

    @Test
    @DisplayName("a connection is accepted, read, written and shut down")
    void conversation() throws IOException {
        try (Socket client = connect()) {
            int fd = accept(0);
            assertThat(fd).isEqualTo(4);
            send(client, "hello");
            assertThat(receive(fd, 3, 0)).isEqualTo("hel");
            assertThat(receive(fd, 10, 0)).isEqualTo("lo");
            int text = guest.text("answer");
            assertThat(guest.call("sock_send", fd, guest.vectors(text, 3, text + 3, 3), 2, 0, OUT))
                    .isZero();
            assertThat(guest.memory.i32(OUT)).isEqualTo(6);
            assertThat(guest.call("fd_write", fd, guest.vectors(text, 6), 1, OUT))
                    .isZero();
            assertThat(guest.call("sock_shutdown", fd, 2)).isZero();
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answeranswer");
            assertThat(guest.call("sock_send", fd, guest.vectors(text, 1), 1, 0, OUT))
                    .isEqualTo(Errnos.PIPE);
            client.shutdownOutput();
            assertThat(receive(fd, 10, 0)).isEmpty();
            assertThat(guest.call("fd_read", fd, guest.vectors(BUFFER, 10), 1, OUT))
                    .isZero();
            assertThat(guest.memory.i32(OUT)).isZero();
            assertThat(guest.call("fd_close", fd)).isZero();
            assertThat(receive(fd, 1, 0)).isEqualTo("errno " + Errnos.BADF);
        }
    }

    @Test
    @DisplayName("peek leaves the bytes, waitall waits for all of them")
    void flags() throws Exception {
        try (Socket client = connect()) {
            int fd = accept(0);
            send(client, "abc");
            assertThat(receive(fd, 3, 1)).isEqualTo("abc");
            CompletableFuture<Void> rest = CompletableFuture.runAsync(() -> {
                try {
                    Thread.sleep(50);
                    send(client, "def");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(receive(fd, 6, 2)).isEqualTo("abcdef");
            rest.get();
            assertThat(receive(fd, 1, 4)).isEqualTo("errno " + Errnos.INVAL);
            assertThat(guest.call("sock_send", fd, guest.vectors(BUFFER, 1), 1, 1, OUT))
                    .isEqualTo(Errnos.INVAL);
            client.shutdownOutput();
            assertThat(receive(fd, 6, 2)).isEmpty();
        }
    }

    @Test
    @DisplayName("a non-blocking socket says that it would block")
    void nonBlocking() throws IOException {
        assertThat(guest.call("fd_fdstat_set_flags", LISTENER, Flags.FDFLAG_NONBLOCK))
                .isZero();
        assertThat(accept(0)).isEqualTo(-Errnos.AGAIN);
        try (Socket client = connect()) {
            subscribe(0, 1, LISTENER);
            assertThat(poll(1)).isEqualTo(1);
            int fd = accept(Flags.FDFLAG_NONBLOCK);
            assertThat(receive(fd, 1, 0)).isEqualTo("errno " + Errnos.AGAIN);
            guest.call("fd_fdstat_get", fd, OUT);
            assertThat(guest.memory.i8(OUT)).isEqualTo((byte) 6);
            assertThat(guest.memory.i16(OUT + 2)).isEqualTo((short) Flags.FDFLAG_NONBLOCK);
            assertThat(accept(Flags.FDFLAG_APPEND)).isEqualTo(-Errnos.INVAL);
            // Written until nobody takes it any more.
            int full = 0;
            while (full == 0) {
                full = guest.call("sock_send", fd, guest.vectors(BUFFER, 4096), 1, 0, OUT);
            }
            assertThat(full).isEqualTo(Errnos.AGAIN);
            subscribe(0, 2, fd);
            CompletableFuture<Long> reader = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.getInputStream().skip(1L << 30);
                } catch (IOException e) {
                    return -1L;
                }
            });
            assertThat(poll(1)).isEqualTo(1);
            guest.call("fd_close", fd);
            assertThat(reader.join()).isPositive();
        }
    }

    @Test
    @DisplayName("poll waits for the first of a connection, bytes and their end")
    void polling() throws Exception {
        subscribe(0, 1, LISTENER);
        CompletableFuture<Socket> connecting = CompletableFuture.supplyAsync(() -> {
            try {
                Thread.sleep(50);
                return connect();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(poll(1)).isEqualTo(1);
        int fd = accept(0);
        try (Socket client = connecting.get()) {
            subscribe(1, 1, fd);
            subscribe(2, 2, fd);
            assertThat(poll(3)).isEqualTo(1);
            assertThat(guest.memory.i64(EVENTS)).isEqualTo(102);
            send(client, "four");
            assertThat(poll(2)).isEqualTo(1);
            assertThat(guest.memory.i64(EVENTS)).isEqualTo(101);
            assertThat(guest.memory.i64(EVENTS + 16)).isEqualTo(4);
            assertThat(receive(fd, 10, 0)).isEqualTo("four");
            client.shutdownOutput();
            assertThat(poll(2)).isEqualTo(1);
            assertThat(guest.memory.i16(EVENTS + 24)).isEqualTo((short) Flags.EVENT_HANGUP);
        }
    }

    @Test
    @DisplayName("a stop wakes a guest that waits for a connection")
    void stop() {
        CompletableFuture.runAsync(() -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            guest.wasi.stop();
        });
        assertThatThrownBy(() -> accept(0))
                .isInstanceOfSatisfying(
                        TrapException.class, e -> assertThat(e.kind()).isEqualTo(TrapKind.INTERRUPTED));
    }

    @Test
    @DisplayName("what is no socket, or none of that kind, is told")
    void errors() throws IOException {
        try (Socket client = connect()) {
            int fd = accept(0);
            assertThat(client.isConnected()).isTrue();
            for (int bad : new int[] {0, 1}) {
                assertThat(guest.call("sock_accept", bad, 0, OUT)).isEqualTo(Errnos.NOTSOCK);
                assertThat(receive(bad, 1, 0)).isEqualTo("errno " + Errnos.NOTSOCK);
                assertThat(guest.call("sock_shutdown", bad, 1)).isEqualTo(Errnos.NOTSOCK);
            }
            assertThat(guest.call("sock_accept", 99, 0, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("sock_accept", fd, 0, OUT)).isEqualTo(Errnos.INVAL);
            assertThat(receive(LISTENER, 1, 0)).isEqualTo("errno " + Errnos.NOTCONN);
            assertThat(guest.call("fd_read", LISTENER, guest.vectors(BUFFER, 1), 1, OUT))
                    .isEqualTo(Errnos.NOTCONN);
            assertThat(guest.call("sock_shutdown", LISTENER, 1)).isEqualTo(Errnos.NOTCONN);
            assertThat(guest.call("sock_shutdown", fd, 0)).isEqualTo(Errnos.INVAL);
            assertThat(guest.call("sock_shutdown", fd, 4)).isEqualTo(Errnos.INVAL);
            assertThat(guest.call("fd_seek", fd, 0L, 0, OUT)).isEqualTo(Errnos.SPIPE);
            assertThat(guest.call("fd_sync", fd)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("fd_prestat_get", LISTENER, OUT)).isEqualTo(Errnos.BADF);
            assertThat(guest.call("path_create_directory", fd, guest.text("d"), 1))
                    .isEqualTo(Errnos.BADF);
        }
    }
}
