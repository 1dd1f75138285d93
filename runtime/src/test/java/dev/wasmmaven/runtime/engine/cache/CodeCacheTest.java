package dev.wasmmaven.runtime.engine.cache;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.engine.compiler.CompiledModule;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Compiled code on disk")
class CodeCacheTest {

    /** More than are in one class. */
    private static final int FUNCTIONS = 60;

    private static final long NO_LIMIT = 1 << 30;

    private static final String VARIANT = CompiledModule.variant();

    private static final int POPCNT = 0x69;
    private static final int TRY_TABLE = 0x1f;

    @TempDir
    Path temporary;

    private int directories;
    private Path directory;

    @BeforeEach
    void first() {
        directory = newDirectory();
    }

    /** The process shares what it has prepared by cache and contents: another directory stands for another process. */
    private Path newDirectory() {
        return temporary.resolve("cache" + directories++);
    }

    /** The files of one directory in another one, as a later process would find them. */
    private Path laterProcess(Path from) throws IOException {
        Path to = newDirectory();
        open(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static CodeCache open(Path directory) {
        return CodeCache.open(directory, NO_LIMIT).orElseThrow();
    }

    private static byte[] module(int salt) {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(new int[] {I32}, I32);
        module.table(FUNCTIONS, FUNCTIONS);
        for (int i = 0; i < FUNCTIONS; i++) {
            Code body = new Code().localGet(0).i32Const(i + salt).i32Add();
            module.export("f" + i, Kind.FUNC, module.func(type, 0, body.end()));
        }
        int indirect = module.func(
                type,
                0,
                new Code().i32Const(1).localGet(0).callIndirect(type, 0).end());
        int traps = module.func("traps", type, 0, new Code().unreachable().end());
        return module.export("indirect", Kind.FUNC, indirect)
                .export("traps", Kind.FUNC, traps)
                .elements(0, IntStream.range(0, FUNCTIONS).toArray())
                .build();
    }

    /** What some functions of the module return, and what is then on disk. */
    private static List<Long> run(Path directory, byte[] wasm, String... functions) {
        ChicoryEngine engine = new ChicoryEngine(1 << 20, false, 1000, Optional.of(open(directory)));
        CoreInstance instance = engine.instantiate(
                engine.load(wasm, new CoreOptions("kept.wasm", CoreOptions.Mode.COMPILED)), List.of());
        List<Long> results = new ArrayList<>();
        for (String function : functions) {
            results.add(instance.func(function).orElseThrow().call(3)[0]);
        }
        engine.saveCode();
        return results;
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    @DisplayName("runs in a later process, which reads no function of the module")
    void keeps() throws IOException {
        byte[] wasm = module(0);
        assertThat(run(directory, wasm, "f5", "indirect")).containsExactly(8L, 4L);
        Path later = laterProcess(directory);
        byte[] kept = Files.readAllBytes(onlyFile(later));
        assertThat(run(later, wasm, "f5", "indirect")).containsExactly(8L, 4L);
        assertThat(Files.readAllBytes(onlyFile(later)))
                .as("nothing was compiled")
                .isEqualTo(kept);
    }

    /** A function that reads what its data segment has put at address 3. */
    private static byte[] withData(String text) {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(new int[] {I32}, I32);
        module.memory(1, 1);
        return module.export(
                        "read",
                        Kind.FUNC,
                        module.func(type, 0, new Code().localGet(0).i32Load(0).end()))
                .data(3, text)
                .build();
    }

    @Test
    @DisplayName(
            "is one for modules that differ only in what is in their data segments, each of which has its own data")
    void sharesCode() throws IOException {
        assertThat(run(directory, withData("a\0\0\0"), "read")).containsExactly((long) 'a');
        byte[] kept = Files.readAllBytes(onlyFile(directory));
        assertThat(run(directory, withData("b\0\0\0"), "read")).containsExactly((long) 'b');
        assertThat(run(directory, withData("a\0\0\0"), "read")).containsExactly((long) 'a');
        Path later = laterProcess(directory);
        assertThat(run(later, withData("c\0\0\0"), "read")).containsExactly((long) 'c');
        assertThat(Files.readAllBytes(onlyFile(later)))
                .as("nothing was compiled")
                .isEqualTo(kept);
    }

    @Test
    @DisplayName(
            "is not that of a module with a segment of another size or at another place, which is validated for itself")
    void validatesSegments() {
        run(directory, withData("a\0\0\0"), "read");
        assertThatThrownBy(() -> run(directory, withSegmentOfUnknownMemory(), "read"))
                .isInstanceOf(InvalidException.class);
        assertThat(run(directory, withData("a\0\0"), "read")).containsExactly((long) 'a');
    }

    /** As {@link #withData}, in a memory that is not there. */
    private static byte[] withSegmentOfUnknownMemory() {
        byte[] wasm = withData("a\0\0\0");
        // The segment: index of the memory 0 in the flags, i32.const 3, end, four bytes.
        int flags = wasm.length - 9;
        byte[] changed = Arrays.copyOf(wasm, wasm.length + 1);
        changed[flags - 2]++;
        changed[flags] = 2;
        changed[flags + 1] = 7;
        System.arraycopy(wasm, flags + 1, changed, flags + 2, 8);
        return changed;
    }

    @Test
    @DisplayName("is completed by what a later process needs beside it")
    void grows() throws IOException {
        byte[] wasm = module(0);
        run(directory, wasm, "f0");
        long small = Files.size(onlyFile(directory));
        Path later = laterProcess(directory);
        assertThat(run(later, wasm, "f0", "f59", "indirect")).containsExactly(3L, 62L, 4L);
        assertThat(Files.size(onlyFile(later))).isGreaterThan(small);
    }

    @Test
    @DisplayName("gives the same backtraces")
    void backtraces() throws IOException {
        byte[] wasm = module(0);
        run(directory, wasm, "f0");
        Path later = laterProcess(directory);
        assertThatThrownBy(() -> run(later, wasm, "traps"))
                .isInstanceOfSatisfying(
                        TrapException.class,
                        trap -> assertThat(trap.backtrace())
                                .extracting(frame -> frame.toString())
                                .singleElement()
                                .asString()
                                .contains("traps"));
    }

    @Test
    @DisplayName("is ignored and replaced wherever it is damaged")
    void damage() throws IOException {
        byte[] wasm = module(0);
        run(directory, wasm, "f5", "indirect");
        byte[] good = Files.readAllBytes(onlyFile(directory));
        for (int i = 0; i < 40; i++) {
            Path later = laterProcess(directory);
            Path file = onlyFile(later);
            byte[] bad = good.clone();
            int place = (int) ((long) good.length * i / 40);
            bad[place] ^= 0x41;
            Files.write(file, bad);
            assertThat(run(later, wasm, "f5", "indirect"))
                    .as("byte %d of %d", place, good.length)
                    .containsExactly(8L, 4L);
            assertThat(run(laterProcess(later), wasm, "f5", "indirect")).containsExactly(8L, 4L);
        }
        for (int length : new int[] {0, 1, 11, 12, 40, good.length / 2, good.length - 1}) {
            Path later = laterProcess(directory);
            Files.write(onlyFile(later), Arrays.copyOf(good, length));
            assertThat(run(later, wasm, "f5", "indirect")).containsExactly(8L, 4L);
            assertThat(Files.readAllBytes(onlyFile(later))).hasSize(good.length);
        }
    }

    @Test
    @DisplayName("is not kept where others could write to it")
    void othersWrite() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("unix");
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(CodeCache.open(directory, NO_LIMIT)).isEmpty();
        assertThat(CodeCache.reasonAgainst(directory).orElseThrow()).contains("others can write");
        Path inside = directory.resolve("inside");
        Files.createDirectory(inside);
        Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rwx------"));
        assertThat(CodeCache.open(inside, NO_LIMIT))
                .as("others could replace it")
                .isEmpty();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertThat(CodeCache.open(directory, NO_LIMIT)).isPresent();
    }

    @Test
    @DisplayName("is not read through a symbolic link")
    void symbolicLink() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("unix");
        byte[] wasm = module(0);
        run(directory, wasm, "f5");
        Path file = onlyFile(directory);
        assertThat(open(directory).classes(key(file), VARIANT).isKnown()).isTrue();
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        assertThat(open(directory).classes(key(file), VARIANT).isKnown()).isFalse();
    }

    @Test
    @DisplayName("is made in a directory that only the user can enter")
    void privateDirectory() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("unix");
        open(directory);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    @DisplayName("beyond the limit goes when it was not used for longest")
    void limit() throws IOException {
        run(directory, module(1), "f0");
        Path oldest = onlyFile(directory);
        Files.setLastModifiedTime(oldest, FileTime.from(Instant.now().minusSeconds(90_000)));
        long size = Files.size(oldest);
        CodeCache cache = CodeCache.open(directory, size * 5 / 2).orElseThrow();
        for (int salt = 2; salt < 4; salt++) {
            ChicoryEngine engine = new ChicoryEngine(1 << 20, false, 1000, Optional.of(cache));
            engine.instantiate(engine.load(module(salt), new CoreOptions("m", CoreOptions.Mode.COMPILED)), List.of())
                    .func("f0")
                    .orElseThrow()
                    .call(1);
            engine.saveCode();
        }
        assertThat(oldest).doesNotExist();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    @DisplayName("is not kept of a module that does not validate")
    void invalid() throws IOException {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(new int[] {}, I32);
        module.func(type, 0, new Code().i64Const(1).end());
        assertThatThrownBy(() -> run(directory, module.build())).isInstanceOf(InvalidException.class);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    @DisplayName("of one kind is not taken for that of another")
    void variants() throws IOException {
        byte[] wasm = module(0);
        run(directory, wasm, "f5");
        Digest module = key(onlyFile(directory));
        assertThat(open(directory).classes(module, VARIANT).isKnown()).isTrue();
        assertThat(open(directory).classes(module, "-other").isKnown()).isFalse();
    }

    @Test
    @DisplayName("knows a module whose huge function was never called, compiled or interpreted")
    void hugeFunctions() throws IOException {
        final int rounds = 21_000;
        Code compiled = new Code().localGet(0);
        for (int i = 0; i < rounds; i++) {
            compiled.i32Const(i % 100).i32Add().op(POPCNT);
        }
        // What is in a try_table cannot leave its method.
        Code interpreted = new Code().op(TRY_TABLE, Code.VOID, 0);
        for (int i = 0; i < rounds; i++) {
            interpreted.localGet(0).i32Const(i).i32Add().localSet(0);
        }
        interpreted.end().localGet(0);
        for (Code body : List.of(compiled.end(), interpreted.end())) {
            Path known = newDirectory();
            byte[] wasm = huge(body);
            assertThat(run(known, wasm, "small")).containsExactly(3L);
            assertThat(open(known).classes(key(onlyFile(known)), VARIANT).isKnown())
                    .isTrue();
            List<Long> results = run(laterProcess(known), wasm, "small", "huge");
            assertThat(results.get(1)).isNotZero();
            assertThat(run(newDirectory(), wasm, "small", "huge")).isEqualTo(results);
            assertThat(run(laterProcess(known), wasm, "small", "huge")).isEqualTo(results);
        }
    }

    @Test
    @DisplayName("has the same bytes whatever the order in which a whole module was compiled, large functions included")
    void compiledAhead() throws IOException {
        Code large = new Code().localGet(0);
        for (int i = 0; i < 40_000; i++) {
            large.i32Const(i).i32Add().op(POPCNT);
        }
        byte[] wasm = huge(large.end());
        byte[] first = compileAll(directory, wasm);
        assertThat(compileAll(newDirectory(), wasm)).isEqualTo(first);
        run(directory, wasm, "small", "huge");
        assertThat(Files.readAllBytes(onlyFile(directory))).isEqualTo(first);
    }

    /** The file of a module all of whose code was made. */
    private byte[] compileAll(Path directory, byte[] wasm) throws IOException {
        ChicoryEngine engine = new ChicoryEngine(1 << 20, false, 1000, Optional.of(open(directory)));
        engine.load(wasm, new CoreOptions("all", CoreOptions.Mode.COMPILED)).compileAll();
        engine.saveCode();
        return Files.readAllBytes(onlyFile(directory));
    }

    private static byte[] huge(Code body) {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(new int[] {I32}, I32);
        int small = module.func(type, 0, new Code().localGet(0).end());
        int huge = module.func(type, 0, body);
        return module.export("small", Kind.FUNC, small)
                .export("huge", Kind.FUNC, huge)
                .build();
    }

    @Test
    @DisplayName("may be written by many at once")
    void concurrent() throws IOException {
        byte[] wasm = module(0);
        run(directory, wasm, "f0");
        Path file = onlyFile(directory);
        CodeCache shared = open(directory);
        IntStream.range(0, 8).parallel().forEach(i -> {
            StoredClasses classes = open(directory).classes(key(file), VARIANT);
            classes.add("Extra" + i, new byte[1000 + i]);
            classes.save();
        });
        ClassFile written = shared.read(file);
        assertThat(written.isEmpty()).isFalse();
        assertThat(IntStream.range(0, 8).filter(i -> written.find("Extra" + i).isPresent()))
                .isNotEmpty();
        assertThat(run(laterProcess(directory), wasm, "f5")).containsExactly(8L);
    }

    /** The module that a file is for, told from its name. */
    private static Digest key(Path file) {
        return Digest.parse("sha256:" + file.getFileName().toString().split("-", 2)[0]);
    }
}
