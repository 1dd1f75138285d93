package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.provenance.Leb128;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the build needs to know of a {@code .wasm} before anybody compiles it: the names of its exports, and whether libtest is linked
 * in (WebAssembly Core Specification, "Binary Format"; sections of other kinds are passed over).
 *
 * @param component whether it is a component; what is inside is not looked at then
 * @param exports names of a core module's exports
 * @param libtest whether the module has libtest's own messages in its data
 */
record WasmFile(boolean component, List<String> exports, boolean libtest) {

    private static final int MAGIC = 0x6d736100;
    private static final int VERSION_OF_MODULES = 1;
    private static final int LAYER_OF_COMPONENTS = 0x0001_0000;
    private static final int EXPORT_SECTION = 7;
    private static final int DATA_SECTION = 11;

    /**
     * Panic message and variable of Rust's {@code library/test}, which comes precompiled with the standard library: in every
     * executable that {@code #[test]} makes, and in none with {@code harness = false}.
     */
    private static final List<byte[]> LIBTEST_MARKS = List.of(
            "RUST_TEST_THREADS".getBytes(StandardCharsets.UTF_8),
            "RUST_TEST_TIME_UNIT".getBytes(StandardCharsets.UTF_8));

    /**
     * Reads a file.
     *
     * @throws ToolkitException it cannot be read, or is no WebAssembly
     */
    static WasmFile read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.MODULE_NOT_FOUND,
                    "cannot read " + file + ", which cargo says it built: " + e.getMessage(),
                    "build again; something may have removed the file",
                    e);
        }
        try {
            return parse(bytes);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new ToolkitException(
                    DiagnosticId.MODULE_MALFORMED,
                    "not a well-formed WebAssembly file: " + file,
                    "run `cargo clean` and build again; the file may have been cut off",
                    e);
        }
    }

    static WasmFile parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt() != MAGIC) {
            throw new IllegalArgumentException("no WebAssembly");
        }
        int version = in.getInt();
        if ((version & 0xffff_0000) == LAYER_OF_COMPONENTS) {
            return new WasmFile(true, List.of(), contains(in.slice(), LIBTEST_MARKS));
        }
        if (version != VERSION_OF_MODULES) {
            throw new IllegalArgumentException("unknown version " + version);
        }
        List<String> exports = List.of();
        boolean libtest = false;
        while (in.hasRemaining()) {
            int id = in.get();
            int size = Leb128.unsigned(in);
            if (size < 0 || size > in.remaining()) {
                throw new IllegalArgumentException("a section goes beyond the end");
            }
            ByteBuffer section = in.slice(in.position(), size);
            in.position(in.position() + size);
            if (id == EXPORT_SECTION) {
                exports = exports(section);
            } else if (id == DATA_SECTION) {
                libtest = contains(section, LIBTEST_MARKS);
            }
        }
        return new WasmFile(false, exports, libtest);
    }

    private static List<String> exports(ByteBuffer in) {
        int count = Leb128.unsigned(in);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = Leb128.unsigned(in);
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException("a name goes beyond the end");
            }
            byte[] name = new byte[length];
            in.get(name);
            names.add(new String(name, StandardCharsets.UTF_8));
            in.get();
            Leb128.unsigned(in);
        }
        return List.copyOf(names);
    }

    private static boolean contains(ByteBuffer section, List<byte[]> marks) {
        return marks.stream().anyMatch(mark -> indexOf(section, mark) >= 0);
    }

    private static int indexOf(ByteBuffer in, byte[] mark) {
        int last = in.limit() - mark.length;
        for (int i = 0; i <= last; i++) {
            int matched = 0;
            while (matched < mark.length && in.get(i + matched) == mark[matched]) {
                matched++;
            }
            if (matched == mark.length) {
                return i;
            }
        }
        return -1;
    }
}
