package dev.wasmmaven.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.NetworkRules;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rust programs whose {@code run} is an async function of {@code wasi:cli} 0.3 and which call its functions directly. What is
 * expected is what Wasmtime 50 gives for the same files.
 */
class AsyncProgramsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static WasiRuntime runtime;

    @TempDir
    Path root;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

    @BeforeAll
    static void build() throws Exception {
        RustPrograms.buildAsync();
        runtime = WasiRuntime.create();
    }

    @AfterAll
    static void close() {
        runtime.close();
    }

    private RunResult run(String program, InputStream stdin, String... args) {
        return runtime.load(RustPrograms.asyncProgram(program))
                .run(RunOptions.builder()
                        .args(program)
                        .args(args)
                        .preopen(root, "/")
                        .stdin(stdin)
                        .stdout(stdout)
                        .network(NetworkRules.ALL)
                        .timeout(LIMIT)
                        .build());
    }

    private String lines(String program, InputStream stdin, String... args) {
        RunResult result = run(program, stdin, args);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.exitCode()).isZero());
        return stdout.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"well, 0", "failing, 1", "seven, 7"})
    @DisplayName("the end of an async run is the program's")
    void ends(String how, int code) {
        RunResult result = run("greeting", InputStream.nullInputStream(), how);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.exitCode()).isEqualTo(code));
        assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("greetings\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"itself", "directly"})
    @DisplayName("standard input goes to standard output, through the program or stream to stream")
    void copying(String how) {
        byte[] data = new byte[1_000_003];
        new Random(3).nextBytes(data);
        RunResult result = run("copying", new ByteArrayInputStream(data), how);
        assertThat(result).isInstanceOf(RunResult.Exited.class);
        assertThat(stdout.toByteArray()).isEqualTo(data);
    }

    @Test
    @DisplayName("waits go on at the same time")
    void timers() {
        assertThat(lines("timers", InputStream.nullInputStream())).isEqualTo("""
                first
                second
                last
                waited true
                today true
                resolution true
                10 random bytes
                """);
    }

    @Test
    @DisplayName("timers, reads and writes can be given up, and tasks that nobody waits for end with run")
    void cancelling() throws IOException {
        try (PipedOutputStream never = new PipedOutputStream();
                PipedInputStream stdin = new PipedInputStream(never)) {
            assertThat(lines("cancelling", stdin)).isEqualTo("""
                the short one first: true
                read given up: (Cancelled, [])
                input: Ok(())
                write given up: Cancelled [1, 2, 3]
                without a reader: Dropped [9]
                """);
        }
    }

    @Test
    @DisplayName("files are read and written by streams, and their functions answer as they should")
    void files() {
        assertThat(lines("files", InputStream.nullInputStream())).isEqualTo("""
                directory /
                200004 bytes, the same true, Ok(())
                ([105, 108], Ok(()))
                beyond ([], Ok(()))
                a directory ([], Err(ErrorCode::IsDirectory))
                to a directory Err(ErrorCode::BadDescriptor)
                to one for reading Err(ErrorCode::BadDescriptor)
                (Ok(()), Ok(())) ([0, 0, 0, 1, 2], Ok(()))
                not wanted Ok(())
                end not wanted [0, 1, 2]
                DescriptorType::RegularFile 3 1 1000 7000
                Ok(DescriptorType::RegularFile) Ok(DescriptorFlags(READ | WRITE))
                Ok(DescriptorType::Directory) Ok(DescriptorFlags(READ | MUTATE_DIRECTORY))
                true false
                true
                Ok("a")
                ["a DescriptorType::RegularFile", "copy DescriptorType::RegularFile", "hard DescriptorType::RegularFile", "link DescriptorType::SymbolicLink"] Ok(())
                0 Err(ErrorCode::NotDirectory)
                open "../x" Some(ErrorCode::NotPermitted)
                stat "../x" Some(ErrorCode::NotPermitted)
                open "/x" Some(ErrorCode::NotPermitted)
                stat "/x" Some(ErrorCode::NotPermitted)
                open "none" Some(ErrorCode::NoEntry)
                stat "none" Some(ErrorCode::NoEntry)
                open "" Some(ErrorCode::NoEntry)
                stat "" Some(ErrorCode::NoEntry)
                Err(ErrorCode::NotEmpty)
                """);
    }

    @Test
    @DisplayName("std over WASI 0.2 and WASI 0.3 in one component share streams, files and clocks")
    void withStd() {
        InputStream stdin = new ByteArrayInputStream("four and the rest".getBytes(StandardCharsets.UTF_8));
        assertThat(lines("with_std", stdin)).isEqualTo("""
                std
                0.3
                std again, 0.3 again
                "four" and " and the rest"
                "std" Ok(())
                """);
    }

    @Test
    @DisplayName("sockets on the loopback interface, with themselves: connections, datagrams, options, errors")
    void sockets() {
        assertThat(lines("sockets", InputStream.nullInputStream())).isEqualTo("""
                listening true
                Ok(()) IpAddressFamily::Ipv4
                the same true
                Ok(()) Ok(()) 3000000 true Ok(())
                1000 true Ok(())
                again Err(ErrorCode::InvalidState) ([], Err(ErrorCode::InvalidState))
                without the socket Ok(())
                late Err(ErrorCode::ConnectionRefused)
                then Err(ErrorCode::ConnectionRefused) Err(ErrorCode::ConnectionRefused)
                then Err(ErrorCode::InvalidState) ([], Err(ErrorCode::ConnectionRefused))
                listening at (0, 0, 0, 0)
                Ok(()) Ok("from half a socket")
                Ok(())
                Ok("and back") Ok(())
                Ok(false) Ok(())
                Ok(true)
                Ok(())
                Ok(()) Ok(7)
                Ok(()) Ok(3000000000)
                Ok(()) Ok(9)
                zero Err(ErrorCode::InvalidArgument)
                zero Err(ErrorCode::InvalidArgument)
                zero Err(ErrorCode::InvalidArgument)
                zero Err(ErrorCode::InvalidArgument)
                zero Err(ErrorCode::InvalidArgument)
                zero Err(ErrorCode::InvalidArgument)
                zero Err(ErrorCode::InvalidArgument)
                Ok(()) true
                Ok(())
                unbound Err(ErrorCode::InvalidState) Err(ErrorCode::InvalidState)
                unconnected Err(ErrorCode::InvalidState) ([], Err(ErrorCode::InvalidState))
                (0, 0, 0, 0) Err(ErrorCode::InvalidArgument)
                (255, 255, 255, 255) Err(ErrorCode::InvalidArgument)
                (224, 0, 0, 1) Err(ErrorCode::InvalidArgument)
                port 0 Err(ErrorCode::InvalidArgument)
                multicast Err(ErrorCode::InvalidArgument)
                not ours Err(ErrorCode::AddressNotBindable)
                family Err(ErrorCode::InvalidArgument) Err(ErrorCode::InvalidArgument)
                Ok(()) Err(ErrorCode::InvalidState)
                twice Some(ErrorCode::InvalidState)
                connect Err(ErrorCode::InvalidState)
                in use Err(ErrorCode::AddressInUse)
                Err(ErrorCode::InvalidState) Err(ErrorCode::InvalidState)
                Ok(()) Err(ErrorCode::InvalidState)
                Err(ErrorCode::InvalidArgument)
                Err(ErrorCode::InvalidArgument)
                Err(ErrorCode::DatagramTooLarge)
                Ok(()) [104, 101, 108, 108, 111] true
                Err(ErrorCode::InvalidState) Err(ErrorCode::InvalidState)
                Err(ErrorCode::InvalidArgument) Ok(())
                connected true Err(ErrorCode::InvalidArgument)
                Ok(())
                [99, 111, 110, 110, 101, 99, 116, 101, 100]
                Ok(())
                []
                [97, 110, 115, 119, 101, 114]
                Ok(()) Err(ErrorCode::InvalidArgument)
                Ok(()) Ok(3)
                Err(ErrorCode::InvalidArgument)
                "127.0.0.1" Ok([IpAddress::Ipv4((127, 0, 0, 1))])
                "::1" Ok([IpAddress::Ipv6((0, 0, 0, 0, 0, 0, 0, 1))])
                "[::1]" Ok([IpAddress::Ipv6((0, 0, 0, 0, 0, 0, 0, 1))])
                "not a name" Err(ErrorCode::InvalidArgument)
                "" Err(ErrorCode::InvalidArgument)
                """);
    }

    @Test
    @DisplayName("waiting for what can never come is a trap")
    void forever() {
        assertThat(run("forever", InputStream.nullInputStream()))
                .isInstanceOfSatisfying(
                        RunResult.Trapped.class,
                        trapped -> assertThat(trapped.trap()).hasMessageContaining("deadlock"));
    }
}
