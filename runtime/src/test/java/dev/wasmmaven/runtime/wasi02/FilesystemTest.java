package dev.wasmmaven.runtime.wasi02;

import static dev.wasmmaven.runtime.wasi02.Guest02.FILES;
import static dev.wasmmaven.runtime.wasi02.Guest02.STREAMS;
import static dev.wasmmaven.runtime.wasi02.Guest02.bytes;
import static dev.wasmmaven.runtime.wasi02.Guest02.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.PreopenException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostLimits;
import dev.wasmmaven.runtime.wasi.FileErrors;
import dev.wasmmaven.runtime.wasi.HostState;
import dev.wasmmaven.runtime.wasi.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemTest {

    private static final Val NO_FLAGS = new Val.FlagsOf(Set.of());
    private static final Val FOLLOW = new Val.FlagsOf(Set.of("symlink-follow"));

    @TempDir
    Path root;

    private Guest02 guest;
    private Val directory;

    @BeforeEach
    void open() {
        guest = Guest02.of(HostEnvironment.builder().preopen(root, "/data", false));
        directory = guest.directory();
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private static String method(String name) {
        return "[method]descriptor." + name;
    }

    private Val ok(String method, Val... args) {
        return guest.ok(FILES, method(method), args);
    }

    private String errorCode(String method, Val... args) {
        return guest.errorCode(FILES, method(method), args);
    }

    private static Val text(String value) {
        return new Val.Str(value);
    }

    private static Val label(String value) {
        return new Val.EnumOf(value);
    }

    private static Val field(Val record, String name) {
        return ((Val.RecordOf) record).field(name);
    }

    @Test
    @DisplayName("the directories are there by name, as often as asked for")
    void preopens() {
        Val.ListOf all = (Val.ListOf) guest.call("wasi:filesystem/preopens", "get-directories");
        Val.TupleOf first = (Val.TupleOf) all.elements().get(0);
        assertThat(first.elements().get(1)).isEqualTo(text("/data"));
        guest.drop(directory);
        assertThat(ok("get-type", first.elements().get(0))).isEqualTo(label("directory"));
        assertThat(ok("get-flags", first.elements().get(0)))
                .isEqualTo(new Val.FlagsOf(Set.of("read", "mutate-directory")));
    }

    @Test
    @DisplayName("an opened directory may be changed as its flags report if that was asked for")
    void directoryFlags() throws IOException {
        Files.createDirectory(root.resolve("d"));
        Val reading = guest.open(directory, "d", Set.of("directory"), Set.of("read"));
        assertThat(ok("get-flags", reading)).isEqualTo(new Val.FlagsOf(Set.of("read")));
        Val changing = guest.open(directory, "d", Set.of("directory"), Set.of("read", "mutate-directory"));
        assertThat(ok("get-flags", changing)).isEqualTo(new Val.FlagsOf(Set.of("read", "mutate-directory")));
        // As on other hosts: what a C library opens for reading only it removes files by.
        assertThat(ok("create-directory-at", reading, text("e"))).isEqualTo(Values.NONE);
    }

    @Test
    @DisplayName("a directory that does not exist is told before the guest begins")
    void noPreopen() {
        HostEnvironment missing = HostEnvironment.builder()
                .preopen(root, ".", false)
                .preopen(root.resolve("none"), "none", false)
                .build();
        assertThatThrownBy(() -> new HostState(missing))
                .isInstanceOf(PreopenException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    @DisplayName("a file is created, written, read and cut, all by offset")
    void contents() throws IOException {
        Val file = guest.open(directory, "a", Set.of("create", "exclusive"), Set.of("read", "write"));
        assertThat(ok("write", file, bytes("hello"), u64(2))).isEqualTo(u64(5));
        assertThat(ok("read", file, u64(4), u64(1))).isEqualTo(Values.tuple(bytes("\0hel"), new Val.Bool(false)));
        assertThat(ok("read", file, u64(4), u64(7))).isEqualTo(Values.tuple(bytes(""), new Val.Bool(true)));
        ok("set-size", file, u64(3));
        ok("sync-data", file);
        ok("sync", file);
        assertThat(Files.readString(root.resolve("a"))).isEqualTo("\0\0h");
        assertThat(errorCode("write", file, bytes("x"), u64(-1))).isEqualTo("invalid");
        assertThat(errorCode("read", file, u64(1), u64(-1))).isEqualTo("invalid");
        assertThat(ok("get-flags", file)).isEqualTo(new Val.FlagsOf(Set.of("read", "write")));
        assertThat(ok("get-type", file)).isEqualTo(label("regular-file"));
        assertThat(ok("advise", file, u64(0), u64(0), label("sequential"))).isEqualTo(Values.NONE);
        assertThat(errorCode("advise", file, u64(-1), u64(0), label("normal"))).isEqualTo("invalid");
    }

    @Test
    @DisplayName("streams of a file have positions of their own and outlive its descriptor")
    void streams() throws IOException {
        Files.writeString(root.resolve("a"), "0123456789");
        Val file = guest.open(directory, "a", Set.of(), Set.of("read", "write"));
        Val in = ok("read-via-stream", file, u64(3));
        Val out = ok("write-via-stream", file, u64(4));
        Val end = ok("append-via-stream", file);
        guest.drop(file);
        assertThat(guest.ok(STREAMS, "[method]input-stream.read", in, u64(1))).isEqualTo(bytes("3"));
        guest.ok(STREAMS, "[method]output-stream.write", out, bytes("xy"));
        guest.ok(STREAMS, "[method]output-stream.write", end, bytes("!"));
        guest.ok(STREAMS, "[method]output-stream.blocking-write-and-flush", out, bytes("z"));
        assertThat(guest.ok(STREAMS, "[method]input-stream.blocking-read", in, u64(100)))
                .isEqualTo(bytes("xyz789!"));
        assertThat(guest.streamError("[method]input-stream.read", in, u64(1))).isEqualTo("closed");
        assertThat(Files.readString(root.resolve("a"))).isEqualTo("0123xyz789!");
    }

    @Test
    @DisplayName("a stream of a file that is not open for it fails with the file system's code")
    void streamsNotAllowed() throws IOException {
        Files.writeString(root.resolve("a"), "x");
        Val reader = guest.open(directory, "a", Set.of(), Set.of("read"));
        Val out = ok("write-via-stream", reader, u64(0));
        Val.VariantOf error = (Val.VariantOf) guest.error(STREAMS, "[method]output-stream.write", out, bytes("x"));
        assertThat(guest.call(FILES, "filesystem-error-code", error.payload().orElseThrow()))
                .isEqualTo(Values.some(label("bad-descriptor")));
        Val writer = guest.open(directory, "a", Set.of(), Set.of("write"));
        Val in = ok("read-via-stream", writer, u64(0));
        assertThat(guest.streamError("[method]input-stream.read", in, u64(1))).isEqualTo("last-operation-failed");
        assertThat(errorCode("read", writer, u64(1), u64(0))).isEqualTo("bad-descriptor");
    }

    @Test
    @DisplayName("directories are no files and files no directories, each function with its own code")
    void kinds() throws IOException {
        Files.writeString(root.resolve("a"), "x");
        Val file = guest.open(directory, "a", Set.of(), Set.of("read"));
        assertThat(errorCode("read-via-stream", directory, u64(0))).isEqualTo("is-directory");
        assertThat(errorCode("write-via-stream", directory, u64(0))).isEqualTo("bad-descriptor");
        assertThat(errorCode("append-via-stream", directory)).isEqualTo("bad-descriptor");
        assertThat(errorCode("read", directory, u64(1), u64(0))).isEqualTo("bad-descriptor");
        assertThat(errorCode("set-size", directory, u64(1))).isEqualTo("bad-descriptor");
        assertThat(errorCode("read-directory", file)).isEqualTo("not-directory");
        assertThat(errorCode("stat-at", file, NO_FLAGS, text("b"))).isEqualTo("not-directory");
        assertThat(errorCode("rename-at", directory, text("a"), file, text("b")))
                .isEqualTo("not-directory");
        assertThat(ok("sync", directory)).isEqualTo(Values.NONE);
    }

    @Test
    @DisplayName("a directory is listed once through, from the start for each stream")
    void listing() throws IOException {
        Files.writeString(root.resolve("a"), "");
        Files.createDirectory(root.resolve("d"));
        Files.createSymbolicLink(root.resolve("l"), Path.of("a"));
        for (int i = 0; i < 2; i++) {
            Val stream = ok("read-directory", directory);
            List<Val> entries = new ArrayList<>();
            Val.OptionOf next = next(stream);
            while (next.value().isPresent()) {
                entries.add(next.value().get());
                next = next(stream);
            }
            assertThat(next(stream)).isEqualTo(Values.NONE);
            assertThat(entries)
                    .containsExactlyInAnyOrder(
                            entry("regular-file", "a"), entry("directory", "d"), entry("symbolic-link", "l"));
        }
    }

    private Val.OptionOf next(Val stream) {
        return (Val.OptionOf) guest.ok(FILES, "[method]directory-entry-stream.read-directory-entry", stream);
    }

    private static Val entry(String type, String name) {
        return new Val.RecordOf(List.of("type", "name"), List.of(label(type), text(name)));
    }

    @Test
    @DisplayName("attributes of what is open and of what a path leads to, the link itself unless followed")
    void stat() throws IOException {
        Files.writeString(root.resolve("a"), "hello");
        Files.setLastModifiedTime(root.resolve("a"), FileTime.from(Instant.ofEpochSecond(1_000_000, 500_000_000)));
        Files.createSymbolicLink(root.resolve("l"), Path.of("a"));
        Val file = guest.open(directory, "a", Set.of(), Set.of("read"));
        Val stat = ok("stat", file);
        assertThat(field(stat, "size")).isEqualTo(u64(5));
        assertThat(field(stat, "link-count")).isEqualTo(u64(1));
        assertThat(field(stat, "data-modification-timestamp"))
                .isEqualTo(Values.some(new Val.RecordOf(
                        List.of("seconds", "nanoseconds"), List.of(u64(1_000_000), new Val.U32(500_000_000)))));
        assertThat(field(ok("stat-at", directory, FOLLOW, text("l")), "type")).isEqualTo(label("regular-file"));
        assertThat(field(ok("stat-at", directory, NO_FLAGS, text("l")), "type")).isEqualTo(label("symbolic-link"));
        assertThat(field(ok("stat", directory), "type")).isEqualTo(label("directory"));
    }

    @Test
    @DisplayName("times are set, left, or set to now; a time beyond every calendar is an overflow")
    void times() throws IOException {
        Files.writeString(root.resolve("a"), "");
        Val file = guest.open(directory, "a", Set.of(), Set.of("write"));
        Val time = new Val.VariantOf("timestamp", Optional.of(datetime(77)));
        ok("set-times", file, Guest02.label("no-change"), time);
        assertThat(Files.getLastModifiedTime(root.resolve("a")).toInstant()).isEqualTo(Instant.ofEpochSecond(77));
        ok("set-times-at", directory, NO_FLAGS, text("a"), time, Guest02.label("now"));
        assertThat(Files.getLastModifiedTime(root.resolve("a")).toInstant())
                .isAfter(Instant.ofEpochSecond(1_600_000_000));
        Val never = new Val.VariantOf("timestamp", Optional.of(datetime(-1)));
        assertThat(errorCode("set-times", file, never, never)).isEqualTo("overflow");
    }

    private static Val datetime(long seconds) {
        return new Val.RecordOf(List.of("seconds", "nanoseconds"), List.of(u64(seconds), new Val.U32(0)));
    }

    @Test
    @DisplayName("names are made, linked, renamed and removed")
    void names() throws IOException {
        ok("create-directory-at", directory, text("d"));
        assertThat(errorCode("create-directory-at", directory, text("d"))).isEqualTo("exist");
        Val inner = guest.open(directory, "d", Set.of("directory"), Set.of("read"));
        guest.open(directory, "a", Set.of("create"), Set.of("write"));
        ok("link-at", directory, NO_FLAGS, text("a"), inner, text("b"));
        assertThat(errorCode("link-at", directory, FOLLOW, text("a"), inner, text("c")))
                .isEqualTo("invalid");
        ok("symlink-at", directory, text("a"), text("l"));
        assertThat(ok("readlink-at", directory, text("l"))).isEqualTo(text("a"));
        assertThat(errorCode("symlink-at", directory, text("/etc"), text("m"))).isEqualTo("not-permitted");
        ok("rename-at", inner, text("b"), directory, text("c"));
        assertThat(errorCode("unlink-file-at", directory, text("d"))).isEqualTo("is-directory");
        assertThat(errorCode("remove-directory-at", directory, text("a"))).isEqualTo("not-directory");
        ok("unlink-file-at", directory, text("a"));
        ok("remove-directory-at", directory, text("d"));
        try (var left = Files.list(root)) {
            assertThat(left.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder("c", "l");
        }
    }

    @Test
    @DisplayName("no path leads out of the directory")
    void sandbox() throws IOException {
        Files.createSymbolicLink(root.resolve("out"), Path.of("/etc"));
        for (String path : List.of("../x", "/etc/passwd", "out/passwd")) {
            assertThat(errorCode("stat-at", directory, FOLLOW, text(path)))
                    .as(path)
                    .isEqualTo("not-permitted");
            assertThat(errorCode("open-at", directory, FOLLOW, text(path), NO_FLAGS, NO_FLAGS))
                    .as(path)
                    .isEqualTo("not-permitted");
        }
    }

    @Test
    @DisplayName("opening keeps the rules of flags and kinds")
    void opening() throws IOException {
        Files.writeString(root.resolve("a"), "text");
        Files.createSymbolicLink(root.resolve("l"), Path.of("a"));
        Val flags = new Val.FlagsOf(Set.of("create", "directory"));
        assertThat(errorCode("open-at", directory, FOLLOW, text("a"), flags, NO_FLAGS))
                .isEqualTo("invalid");
        assertThat(errorCode("open-at", directory, NO_FLAGS, text("l"), NO_FLAGS, NO_FLAGS))
                .isEqualTo("loop");
        assertThat(errorCode("open-at", directory, FOLLOW, text("none"), NO_FLAGS, NO_FLAGS))
                .isEqualTo("no-entry");
        Val exclusive = new Val.FlagsOf(Set.of("create", "exclusive"));
        assertThat(errorCode("open-at", directory, FOLLOW, text("a"), exclusive, NO_FLAGS))
                .isEqualTo("exist");
        Val directoryOnly = new Val.FlagsOf(Set.of("directory"));
        assertThat(errorCode("open-at", directory, FOLLOW, text("a"), directoryOnly, NO_FLAGS))
                .isEqualTo("not-directory");
        Val plain = guest.open(directory, "a", Set.of(), Set.of());
        assertThat(ok("get-flags", plain)).isEqualTo(new Val.FlagsOf(Set.of("read")));
        Val sync = guest.open(directory, "a", Set.of("truncate"), Set.of("write", "data-integrity-sync"));
        assertThat(ok("get-flags", sync)).isEqualTo(new Val.FlagsOf(Set.of("write", "data-integrity-sync")));
        assertThat(Files.size(root.resolve("a"))).isZero();
    }

    @Test
    @DisplayName(
            "the same file is the same object with the same hash, by whatever name and after a change; others are not")
    void identity() throws IOException {
        Files.writeString(root.resolve("a"), "");
        Files.createLink(root.resolve("b"), root.resolve("a"));
        Files.writeString(root.resolve("c"), "");
        Val a = guest.open(directory, "a", Set.of(), Set.of("read", "write"));
        Val b = guest.open(directory, "b", Set.of(), Set.of("read"));
        Val c = guest.open(directory, "c", Set.of(), Set.of("read"));
        Val hash = ok("metadata-hash", a);
        assertThat(guest.call(FILES, method("is-same-object"), a, b)).isEqualTo(new Val.Bool(true));
        assertThat(guest.call(FILES, method("is-same-object"), a, c)).isEqualTo(new Val.Bool(false));
        ok("write", a, bytes("changed"), u64(0));
        assertThat(ok("metadata-hash-at", directory, NO_FLAGS, text("b"))).isEqualTo(hash);
        assertThat(ok("metadata-hash", c)).isNotEqualTo(hash);
    }

    @Test
    @DisplayName("in a directory given for reading nothing can be changed")
    void readOnly() throws IOException {
        Files.writeString(root.resolve("a"), "x");
        try (Guest02 reader = Guest02.of(HostEnvironment.builder().preopen(root, ".", true))) {
            Val only = reader.directory();
            Val file = reader.open(only, "a", Set.of(), Set.of("read"));
            assertThat(reader.ok(FILES, method("get-flags"), only)).isEqualTo(new Val.FlagsOf(Set.of("read")));
            for (String each : List.of("write-via-stream", "set-size")) {
                assertThat(reader.errorCode(FILES, method(each), file, u64(0))).isEqualTo("not-permitted");
            }
            assertThat(reader.errorCode(FILES, method("append-via-stream"), file))
                    .isEqualTo("not-permitted");
            assertThat(reader.errorCode(FILES, method("write"), file, bytes("x"), u64(0)))
                    .isEqualTo("not-permitted");
            Val writing = new Val.FlagsOf(Set.of("write"));
            assertThat(reader.errorCode(FILES, method("open-at"), only, FOLLOW, text("a"), NO_FLAGS, writing))
                    .isEqualTo("not-permitted");
            assertThat(reader.errorCode(FILES, method("unlink-file-at"), only, text("a")))
                    .isEqualTo("not-permitted");
            Val now = Guest02.label("now");
            assertThat(reader.errorCode(FILES, method("set-times"), file, now, now))
                    .isEqualTo("not-permitted");
        }
    }

    @Test
    @DisplayName("a guest has no more files open than its limit allows, streams of dropped descriptors included")
    void limit() throws IOException {
        Files.writeString(root.resolve("a"), "x");
        HostLimits limits = new HostLimits(Long.MAX_VALUE, Long.MAX_VALUE, 2);
        try (Guest02 small =
                Guest02.of(HostEnvironment.builder().preopen(root, ".", false).limits(limits))) {
            Val only = small.directory();
            Val file = small.open(only, "a", Set.of(), Set.of("read"));
            Val stream = small.ok(FILES, method("read-via-stream"), file, u64(0));
            small.drop(file);
            assertThat(small.errorCode(FILES, method("open-at"), only, FOLLOW, text("a"), NO_FLAGS, NO_FLAGS))
                    .isEqualTo("insufficient-memory");
            small.drop(stream);
            small.open(only, "a", Set.of(), Set.of("read"));
        }
    }

    @Test
    @DisplayName("every error of the host has a code that the interface declares")
    void codes() {
        Set<String> declared = Set.copyOf(
                ((dev.wasmmaven.runtime.component.type.ValType.EnumType) FilesystemTypes.TYPES.type("error-code"))
                        .labels());
        for (HostErr each : HostErr.values()) {
            assertThat(declared).contains(FileErrors.label(each));
        }
    }
}
