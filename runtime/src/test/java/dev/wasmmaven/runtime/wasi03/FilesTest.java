package dev.wasmmaven.runtime.wasi03;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.component.abi.HostBuffer;
import dev.wasmmaven.runtime.component.abi.StreamVal;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Files of WASI 0.3")
class FilesTest {

    private static final String READ = "[method]descriptor.read-via-stream";
    private static final String WRITE = "[method]descriptor.write-via-stream";
    private static final String APPEND = "[method]descriptor.append-via-stream";
    private static final Set<String> BOTH = Set.of("read", "write");
    private static final Val START = new Val.U64(0);

    @TempDir
    Path root;

    private Guest03 guest;

    @BeforeEach
    void open() {
        guest = new Guest03(HostEnvironment.builder().preopen(root, "/", false));
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private Val write(Val file, String function, String text, Val... offset) {
        Guest03.Writer writer = guest.new Writer();
        Val done = offset.length == 0
                ? guest.call(Guest03.FILES, function, file, writer.stream())
                : guest.call(Guest03.FILES, function, file, writer.stream(), offset[0]);
        if (writer.write(text)) {
            writer.end.drop();
        }
        return guest.await(done);
    }

    @Test
    @DisplayName("written from an offset on, appended to, read from an offset on")
    void contents() throws IOException {
        Val file = guest.open(guest.directory(), "a", Set.of("create"), BOTH);
        assertThat(write(file, WRITE, "hello", START)).isEqualTo(Values.OK);
        assertThat(write(file, APPEND, " world")).isEqualTo(Values.OK);
        assertThat(write(file, WRITE, "J", START)).isEqualTo(Values.OK);
        assertThat(Files.readString(root.resolve("a"))).isEqualTo("Jello world");
        Val read = guest.call(Guest03.FILES, READ, file, new Val.U64(6));
        assertThat(guest.readAll(Guest03.part(read, 0), 2)).isEqualTo("world");
        assertThat(guest.await(Guest03.part(read, 1))).isEqualTo(Values.OK);
        assertThat(guest.file("sync", file)).isEqualTo(Values.OK);
    }

    @Test
    @DisplayName("a file is copied by giving the stream that reads it to the function that writes another")
    void copied() throws IOException {
        String text = "line\n".repeat(200_000);
        Files.writeString(root.resolve("from"), text);
        Val from = guest.open(guest.directory(), "from", Set.of(), Set.of("read"));
        Val to = guest.open(guest.directory(), "to", Set.of("create"), BOTH);
        Val read = guest.call(Guest03.FILES, READ, from, START);
        Val done = guest.call(Guest03.FILES, WRITE, to, Guest03.part(read, 0), START);
        assertThat(guest.await(done)).isEqualTo(Values.OK);
        assertThat(Files.readString(root.resolve("to"))).isEqualTo(text);
    }

    @Test
    @DisplayName("what cannot be read or written ends its stream at once, and the future says why")
    void failures() throws IOException {
        Val directory = guest.directory();
        Val read = guest.call(Guest03.FILES, READ, directory, START);
        assertThat(guest.readAll(Guest03.part(read, 0), 10)).isEmpty();
        assertThat(guest.await(Guest03.part(read, 1))).isEqualTo(Guest03.error("is-directory"));
        assertThat(write(directory, WRITE, "x", START)).isEqualTo(Guest03.error("bad-descriptor"));
        Files.writeString(root.resolve("kept"), "as it was");
        Val readable = guest.open(directory, "kept", Set.of(), Set.of("read"));
        assertThat(write(readable, WRITE, "x", START)).isEqualTo(Guest03.error("bad-descriptor"));
        assertThat(root.resolve("kept")).hasContent("as it was");
        Val entries = guest.call(Guest03.FILES, "[method]descriptor.read-directory", readable);
        assertThat(guest.await(Guest03.part(entries, 1))).isEqualTo(Guest03.error("not-directory"));
        assertThat(guest.file(
                        "open-at",
                        directory,
                        new Val.FlagsOf(Set.of()),
                        new Val.Str("../x"),
                        new Val.FlagsOf(Set.of()),
                        new Val.FlagsOf(Set.of("read"))))
                .isEqualTo(Guest03.error("not-permitted"));
    }

    @Test
    @DisplayName("a reader that is dropped before the end was no failure, and gives the file back")
    void dropped() throws IOException {
        Files.writeString(root.resolve("a"), "content");
        Val file = guest.open(guest.directory(), "a", Set.of(), Set.of("read"));
        Val read = guest.call(Guest03.FILES, READ, file, START);
        ((StreamVal) Guest03.part(read, 0)).take().drop();
        assertThat(guest.await(Guest03.part(read, 1))).isEqualTo(Values.OK);
    }

    @Test
    @DisplayName("a directory's entries come as a stream, as many at once as the reader has room for")
    void entries() throws IOException {
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("file"), "");
        Val listed = guest.call(Guest03.FILES, "[method]descriptor.read-directory", guest.directory());
        StreamEnd end = ((StreamVal) Guest03.part(listed, 0)).take();
        HostBuffer buffer = HostBuffer.room(10);
        end.copy(buffer);
        end.takeEvent();
        assertThat(((Val.ListOf) buffer.taken()).elements())
                .extracting(entry -> ((Val.RecordOf) entry).field("name") + " "
                        + ((Val.VariantOf) ((Val.RecordOf) entry).field("type")).label())
                .containsExactlyInAnyOrder("Str[value=sub] directory", "Str[value=file] regular-file");
        end.copy(HostBuffer.room(10));
        int dropped = 1;
        assertThat(end.takeEvent().payload()).isEqualTo(dropped);
        assertThat(guest.await(Guest03.part(listed, 1))).isEqualTo(Values.OK);
    }

    @Test
    @DisplayName("times before 1970 have negative seconds and go forwards in nanoseconds")
    void instants() {
        assertThat(Instants.ofNanos(-1_500_000_000).values())
                .isEqualTo(List.of(new Val.S64(-2), new Val.U32(500_000_000)));
        assertThat(Instants.instant(Instants.ofNanos(-1)).toEpochMilli()).isEqualTo(-1);
    }
}
