package dev.wasmmaven.runtime.host.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way out that we know, with every operation: none gets out, and each is told why. */
class SandboxEscapeTest {

    /** What a guest can do with a path. */
    enum Operation {
        READ((at, path) -> at.open(path, Modes.READ).close()),
        WRITE((at, path) -> at.open(path, Modes.WRITE).close()),
        CREATE((at, path) -> at.open(path, Modes.CREATE).close()),
        CREATE_NEW((at, path) -> at.open(path, Modes.CREATE_NEW).close()),
        TRUNCATE((at, path) -> at.open(path, Modes.TRUNCATE).close()),
        OPEN_DIRECTORY((at, path) -> at.open(path, Modes.DIRECTORY).close()),
        MAKE_DIRECTORY(HostDirectory::createDirectory),
        REMOVE_DIRECTORY(HostDirectory::removeDirectory),
        UNLINK(HostDirectory::unlinkFile),
        STAT((at, path) -> at.stat(path, true)),
        LSTAT((at, path) -> at.stat(path, false)),
        SET_TIMES((at, path) -> at.setTimes(path, true, SetTime.OMIT, SetTime.at(java.time.Instant.EPOCH))),
        RENAME_FROM((at, path) -> at.rename(path, at, "stolen")),
        RENAME_TO((at, path) -> at.rename("mine", at, path)),
        LINK_FROM((at, path) -> at.link(path, at, "stolen")),
        LINK_TO((at, path) -> at.link("mine", at, path)),
        SYMLINK((at, path) -> at.symlink("mine", path)),
        READ_LINK(HostDirectory::readLink);

        private final Act act;

        Operation(Act act) {
            this.act = act;
        }

        private interface Act {
            void run(HostDirectory at, String path) throws HostException;
        }

        @Nullable
        HostErr errorOf(HostDirectory at, String path) {
            try {
                act.run(at, path);
                return null;
            } catch (HostException e) {
                return e.error();
            }
        }
    }

    /** Ways to a place inside from which the sandbox's own directory is reached; with {@link #ESCAPES}, many attacks. */
    private static final List<String> DETOURS = List.of(
            "",
            "./",
            ".//./",
            "deep/../",
            "deep/deeper/../../",
            "deep/./deeper/.././../",
            "here/",
            "here/./here/",
            "here/deep/../",
            "deep/back/",
            "deep/back/here/",
            "deep/deeper/../back/deep/../");

    /** Ways out of the sandbox's own directory. */
    private static final List<String> ESCAPES = List.of(
            "..",
            "../",
            "../.",
            ".././/",
            "../..",
            "../outside",
            "../outside/secret",
            "../outside/new",
            "../sandbox/mine",
            "out/secret",
            "out/dir/",
            "out/..",
            "up/outside/secret",
            "up/sandbox/mine",
            "dots/secret",
            "chain1/secret",
            "chain1/dir/new",
            "deep/inner/secret",
            "deep/chain3/secret",
            "abs/secret",
            "abs/..");

    /** Paths to something outside through a directory on the way, so that every operation is refused. */
    private static final List<String> THROUGH = List.of(
            "../outside/secret",
            "..",
            "../",
            "../.",
            "../sandbox/mine",
            "./../outside/secret",
            "deep/../../outside/secret",
            "deep/deeper/../../../outside/secret",
            "deep//..//..//outside//secret",
            "out/secret",
            "out/new",
            "out//secret",
            "out/./secret",
            "out/dir",
            "out/dir/",
            "out/../outside/secret",
            "up/outside/secret",
            "up/sandbox/mine",
            "dots/secret",
            "chain1/secret",
            "deep/inner/secret",
            "here/here/out/secret",
            "deep/back/../outside/secret",
            "deep/back/up/outside/secret",
            "abs/secret",
            "abs/new",
            "/",
            "//",
            "/etc/passwd",
            "//etc/passwd");

    /** Links that end outside: refused where they are followed; removing or reading the link itself is no escape. */
    private static final List<String> FINAL =
            List.of("out", "file", "abs", "absfile", "chain1", "dots", "up", "deep/inner", "here/file", "dangling");

    /** Names that mean something to other systems, or to a careless reader; here they are names, and of nothing. */
    private static final List<String> ODD = List.of(
            "..\\outside\\secret",
            "..\\..\\outside\\secret",
            "deep\\..\\..\\outside\\secret",
            "C:\\outside\\secret",
            "C:outside",
            "\\\\server\\share\\secret",
            "\\\\?\\C:\\outside",
            "%2e%2e/outside/secret",
            "%2e%2e%2foutside%2fsecret",
            "..%2foutside",
            "..%c0%af..",
            "\uff0e\uff0e/outside/secret",
            "\u2025/outside/secret",
            "..\u2215outside\u2215secret",
            "..\u200b/outside/secret",
            "\u202e../outside/secret",
            "... /outside/secret",
            ".../outside/secret",
            "..../outside",
            ".. /outside/secret",
            " ../outside/secret",
            "..;/outside/secret",
            "..\n/outside/secret",
            "..\r/outside/secret",
            "..\t/outside/secret",
            "~/secret",
            "~root/secret",
            "$HOME/secret",
            "$(pwd)/../outside/secret",
            "file:///etc/passwd",
            "file:../outside/secret",
            "mine/../../outside/secret",
            "mine/..",
            "nothing/../../outside/secret",
            "proc/self/root/etc/passwd",
            "proc/self/cwd",
            "dev/fd/0",
            "dev/stdin",
            "secret:stream",
            "NUL",
            "CON");

    /** Paths that no name can be in. */
    private static final List<String> MALFORMED = List.of(
            "",
            "\0",
            "../outside/secret\0",
            "mine\0/../../outside/secret",
            "a".repeat(256),
            "deep/" + "b".repeat(300) + "/../../outside/secret",
            "a/".repeat(3000) + "secret",
            "./".repeat(2100) + "mine");

    private static final List<Operation> FOLLOWING = List.of(
            Operation.READ,
            Operation.WRITE,
            Operation.CREATE,
            Operation.TRUNCATE,
            Operation.OPEN_DIRECTORY,
            Operation.STAT,
            Operation.SET_TIMES);

    @TempDir
    Path root;

    private Path sandbox;
    private Path outside;

    @BeforeEach
    void makeTrees() throws IOException {
        root = root.toRealPath();
        sandbox = Files.createDirectory(root.resolve("sandbox"));
        outside = Files.createDirectory(root.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectory(outside.resolve("dir"));
        Files.writeString(sandbox.resolve("mine"), "mine");
        Files.createDirectories(sandbox.resolve("deep/deeper"));
        link("out", "../outside");
        link("up", "..");
        link("dots", ".././outside");
        link("file", "../outside/secret");
        link("dangling", "../outside/new");
        link("chain1", "chain2");
        link("chain2", "deep/chain3");
        link("deep/chain3", "../up/outside");
        link("deep/inner", "../../outside");
        link("deep/back", "..");
        link("here", ".");
        link("abs", outside.toString());
        link("absfile", outside.resolve("secret").toString());
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(sandbox.resolve(name), Path.of(target));
    }

    static Stream<Arguments> through() {
        return product(Stream.concat(
                        THROUGH.stream(),
                        DETOURS.stream().flatMap(detour -> ESCAPES.stream().map(escape -> detour + escape)))
                .distinct()
                .toList());
    }

    static Stream<Arguments> odd() {
        return product(ODD);
    }

    static Stream<Arguments> malformed() {
        return product(MALFORMED);
    }

    static Stream<Arguments> last() {
        return product(FINAL);
    }

    static Stream<Arguments> product(List<String> paths) {
        return Stream.of(Mode.values()).flatMap(mode -> paths.stream().map(path -> Arguments.of(mode, path)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("through")
    @DisplayName("no operation gets outside on a path that leads there")
    void throughDirectories(Mode mode, String path) throws IOException {
        refuses(mode, path, List.of(Operation.values()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("last")
    @DisplayName("no operation follows a link that ends outside")
    void lastComponent(Mode mode, String path) throws IOException {
        refuses(mode, path, FOLLOWING);
    }

    @Test
    @DisplayName("the tables have at least 200 attacks")
    void count() {
        assertThat(Stream.of(through(), last(), odd(), malformed())
                        .flatMap(each -> each)
                        .map(each -> each.get()[1])
                        .distinct())
                .hasSizeGreaterThan(300);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("odd")
    @DisplayName("a name that leads out elsewhere leads nowhere here")
    void oddNames(Mode mode, String path) throws IOException {
        String before = picture(outside);
        HostDirectory directory = mode.open(sandbox);
        for (Operation each : List.of(
                Operation.READ,
                Operation.WRITE,
                Operation.TRUNCATE,
                Operation.OPEN_DIRECTORY,
                Operation.STAT,
                Operation.SET_TIMES,
                Operation.UNLINK,
                Operation.REMOVE_DIRECTORY,
                Operation.RENAME_FROM,
                Operation.LINK_FROM,
                Operation.READ_LINK)) {
            assertThat(each.errorOf(directory, path)).as("%s %s", each, path).isIn(HostErr.NOENT, HostErr.NOTDIR);
        }
        // These may make something of that name, inside.
        for (Operation each : List.of(
                Operation.CREATE,
                Operation.MAKE_DIRECTORY,
                Operation.SYMLINK,
                Operation.LINK_TO,
                Operation.RENAME_TO)) {
            each.errorOf(directory, path);
        }
        directory.close();
        assertThat(picture(outside)).isEqualTo(before);
        assertThat(root).isDirectoryNotContaining(each -> !each.equals(sandbox) && !each.equals(outside));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformed")
    @DisplayName("a path that no name can be in is refused by every operation, whatever it would do")
    void malformedPaths(Mode mode, String path) throws IOException {
        String before = picture(root);
        HostDirectory directory = mode.open(sandbox);
        for (Operation each : Operation.values()) {
            assertThat(each.errorOf(directory, path))
                    .as("%s %s", each, path)
                    .isIn(HostErr.NOENT, HostErr.INVAL, HostErr.NAMETOOLONG);
        }
        directory.close();
        assertThat(picture(root)).isEqualTo(before);
    }

    private void refuses(Mode mode, String path, List<Operation> operations) throws IOException {
        String before = picture(outside);
        HostDirectory directory = mode.open(sandbox);
        for (Operation each : operations) {
            assertThat(each.errorOf(directory, path)).as("%s %s", each, path).isEqualTo(HostErr.PERM);
            assertThat(picture(outside)).as("%s %s", each, path).isEqualTo(before);
        }
        directory.close();
        assertThat(root).isDirectoryNotContaining(each -> !each.equals(sandbox) && !each.equals(outside));
        assertThat(sandbox.resolve("mine")).hasContent("mine");
        assertThat(sandbox.resolve("stolen")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Mode.class)
    @DisplayName("a subdirectory is as tight as the directory it was opened from")
    void subdirectory(Mode mode) throws IOException, HostException {
        HostDirectory directory = mode.open(sandbox);
        HostDirectory deep = (HostDirectory) directory.open("deep", Modes.DIRECTORY);
        directory.close();
        assertThat(Operation.READ.errorOf(deep, "../mine")).isEqualTo(HostErr.PERM);
        assertThat(Operation.READ.errorOf(deep, "back/mine")).isEqualTo(HostErr.PERM);
        assertThat(Operation.STAT.errorOf(deep, "deeper/../.")).isNull();
        deep.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Mode.class)
    @DisplayName("a link cannot be made absolute, and what a host's absolute link says is not told")
    void absoluteTargets(Mode mode) throws IOException, HostException {
        HostDirectory directory = mode.open(sandbox);
        assertThat(errorOf(() -> directory.symlink("/etc", "etc"))).isEqualTo(HostErr.PERM);
        assertThat(sandbox.resolve("etc")).doesNotExist();
        assertThat(Operation.READ_LINK.errorOf(directory, "abs")).isEqualTo(HostErr.PERM);
        assertThat(directory.readLink("out")).isEqualTo("../outside");
        directory.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Mode.class)
    @DisplayName("a link that leads outside can be made, renamed and removed, and never followed")
    void ownLinks(Mode mode) throws IOException, HostException {
        HostDirectory directory = mode.open(sandbox);
        directory.symlink("../outside", "deep/own");
        directory.rename("deep/own", directory, "own");
        assertThat(Operation.READ.errorOf(directory, "own/secret")).isEqualTo(HostErr.PERM);
        // Renamed one level down, the same words would lead inside; one up, outside.
        directory.rename("own", directory, "deep/deeper/own");
        assertThat(Operation.READ.errorOf(directory, "deep/deeper/own/secret")).isEqualTo(HostErr.NOENT);
        directory.link("out", directory, "hard");
        assertThat(Operation.READ.errorOf(directory, "hard/secret")).isEqualTo(HostErr.PERM);
        for (String each : List.of("out", "hard", "file", "abs", "deep/deeper/own")) {
            directory.unlinkFile(each);
            assertThat(Files.exists(sandbox.resolve(each), LinkOption.NOFOLLOW_LINKS))
                    .isFalse();
        }
        assertThat(outside.resolve("secret")).hasContent("secret");
        directory.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Mode.class)
    @DisplayName("a guest that swaps a directory for a link while another writes there gets nothing outside")
    void race(Mode mode) throws Exception {
        Files.createDirectory(sandbox.resolve("swap"));
        HostDirectory writer = mode.open(sandbox);
        HostDirectory swapper = mode.open(sandbox);
        String before = picture(outside);
        AtomicBoolean done = new AtomicBoolean();
        Thread swapping = new Thread(() -> {
            while (!done.get()) {
                // Any step may fail because of what the other does; the next round starts from what is there.
                errorOf(() -> swapper.rename("swap", swapper, "away"));
                errorOf(() -> swapper.symlink("../outside", "swap"));
                errorOf(() -> swapper.unlinkFile("swap"));
                errorOf(() -> swapper.rename("away", swapper, "swap"));
                LockSupport.parkNanos(100_000);
            }
        });
        swapping.start();
        int made = 0;
        for (int round = 0; round < 2000 && made < 20; round++) {
            made += Operation.MAKE_DIRECTORY.errorOf(writer, "swap/made") == null ? 1 : 0;
            Operation.CREATE.errorOf(writer, "swap/created");
            Operation.SYMLINK.errorOf(writer, "swap/linked");
            Operation.LINK_TO.errorOf(writer, "swap/hard");
            Operation.REMOVE_DIRECTORY.errorOf(writer, "swap/made");
            Operation.REMOVE_DIRECTORY.errorOf(writer, "swap/dir");
            for (String each : List.of("created", "linked", "hard", "secret")) {
                Operation.UNLINK.errorOf(writer, "swap/" + each);
            }
        }
        done.set(true);
        swapping.join();
        assertThat(made).isPositive();
        assertThat(picture(outside)).isEqualTo(before);
        writer.close();
        swapper.close();
    }

    @Test
    @DisplayName(
            "a process of the host that swaps a directory for a link cannot lead openat, unlinkat or renameat outside")
    void hostRace() throws Exception {
        Path swap = Files.createDirectory(sandbox.resolve("swap"));
        Files.writeString(swap.resolve("secret"), "inside");
        HostDirectory guest = Mode.SECURE.open(sandbox);
        String before = picture(outside);
        AtomicBoolean done = new AtomicBoolean();
        Thread swapping = new Thread(() -> {
            Path away = sandbox.resolve("away");
            while (!done.get()) {
                try {
                    Files.move(swap, away);
                    Files.createSymbolicLink(swap, Path.of("../outside"));
                    LockSupport.parkNanos(50_000);
                    Files.delete(swap);
                    Files.move(away, swap);
                    LockSupport.parkNanos(50_000);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        swapping.start();
        int read = 0;
        for (int round = 0; round < 20_000 && read < 500; round++) {
            String content = contentOf(guest, "swap/secret");
            assertThat(content).isIn("", "inside");
            read += content.isEmpty() ? 0 : 1;
            Operation.CREATE.errorOf(guest, "swap/created");
            Operation.TRUNCATE.errorOf(guest, "swap/created");
            Operation.RENAME_FROM.errorOf(guest, "swap/created");
            Operation.UNLINK.errorOf(guest, "stolen");
            Operation.UNLINK.errorOf(guest, "swap/dir");
            Operation.REMOVE_DIRECTORY.errorOf(guest, "swap/dir");
        }
        done.set(true);
        swapping.join();
        assertThat(read).isPositive();
        assertThat(picture(outside)).isEqualTo(before);
        guest.close();
    }

    /** What a file says, or nothing if it cannot be opened. */
    private static String contentOf(HostDirectory directory, String path) {
        try {
            HostFile file = (HostFile) directory.open(path, Modes.READ);
            byte[] bytes = new byte[16];
            int count = file.read(bytes, 0, bytes.length);
            file.close();
            return new String(bytes, 0, count, StandardCharsets.UTF_8);
        } catch (HostException e) {
            return "";
        }
    }

    private interface Act {
        void run() throws HostException;
    }

    private static @Nullable HostErr errorOf(Act act) {
        try {
            act.run();
            return null;
        } catch (HostException e) {
            return e.error();
        }
    }

    /** Everything below a directory: names, kinds, contents, times of change. */
    private static String picture(Path directory) throws IOException {
        TreeMap<String, String> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path each : walk.toList()) {
                String content = Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
                        ? Files.readString(each)
                        : Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) ? "directory" : "other";
                all.put(
                        directory.relativize(each).toString(),
                        content + " " + Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS) + " "
                                + Files.getAttribute(each, "unix:nlink", LinkOption.NOFOLLOW_LINKS));
            }
        }
        return all.toString();
    }
}
