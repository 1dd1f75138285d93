package dev.wasmmaven.runtime;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.FunctionNotFoundException;
import dev.wasmmaven.runtime.error.HostFailedException;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.ModuleUnreadableException;
import dev.wasmmaven.runtime.error.NotACommandException;
import dev.wasmmaven.runtime.error.OptionInvalidException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.UnlinkableException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The runtime")
class WasiRuntimeTest {

    private static final RunOptions NOTHING = RunOptions.builder().build();

    private final WasiRuntime runtime = WasiRuntime.create();

    @AfterEach
    void close() {
        runtime.close();
    }

    private static ModuleAssembler command(Code body) {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        return module.export("_start", Kind.FUNC, module.func(type, 0, body));
    }

    @Test
    @DisplayName("tells what a program exports and imports, and whether it is a command")
    void inspection() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        module.importFunc("wasi_snapshot_preview1", "proc_exit", module.type(types(I32)));
        int start = module.func(type, 0, new Code().end());
        module.export("_start", Kind.FUNC, start).export("other", Kind.FUNC, start);
        WasmProgram program = runtime.load("some.wasm", module.build());

        assertThat(program.name()).isEqualTo("some.wasm");
        assertThat(program.isCommand()).isTrue();
        assertThat(program.exports()).containsExactly("_start", "other");
        assertThat(program.imports()).containsExactly("wasi_snapshot_preview1.proc_exit");
        assertThat(program.isInterpreted()).isFalse();
        assertThat(WasiRuntime.builder()
                        .interpreter(true)
                        .build()
                        .load("x", module.build())
                        .isInterpreted())
                .isTrue();
    }

    @Test
    @DisplayName("gives exit code 0 to a _start that returns, and that of proc_exit otherwise")
    void exit() {
        WasmProgram returning = runtime.load("a.wasm", command(new Code().end()).build());
        assertThat(((RunResult.Exited) returning.run(NOTHING)).exitCode()).isZero();

        ModuleAssembler module = new ModuleAssembler();
        int exit = module.importFunc("wasi_snapshot_preview1", "proc_exit", module.type(types(I32)));
        module.export("memory", Kind.MEMORY, module.memory(1, -1));
        module.export(
                "_start",
                Kind.FUNC,
                module.func(
                        module.type(types()),
                        0,
                        new Code().i32Const(7).call(exit).unreachable().end()));
        WasmProgram exiting = runtime.load("b.wasm", module.build());
        assertThat(((RunResult.Exited) exiting.run(NOTHING)).exitCode()).isEqualTo(7);
    }

    @Test
    @DisplayName("does not load a file that does not exist, is a directory, is empty or is no module")
    void unreadable(@TempDir Path directory) throws Exception {
        Path missing = directory.resolve("missing.wasm");
        assertThatThrownBy(() -> runtime.load(missing))
                .isInstanceOf(ModuleUnreadableException.class)
                .hasMessage(missing + " does not exist")
                .returns(DiagnosticId.MODULE_NOT_FOUND, e -> ((Diagnosed) e).diagnosticId());
        assertThatThrownBy(() -> runtime.load(directory))
                .isInstanceOf(ModuleUnreadableException.class)
                .hasMessageContaining("it is a directory");
        Path empty = Files.createFile(directory.resolve("empty.wasm"));
        assertThatThrownBy(() -> runtime.load(empty))
                .isInstanceOf(MalformedException.class)
                .hasMessage("empty.wasm is not a WebAssembly file: it is empty");
        Path text = Files.writeString(directory.resolve("text.wasm"), "(module)");
        assertThatThrownBy(() -> runtime.load(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("it is WebAssembly's text format");
        byte[] commented = "\n;; (a comment)\n(; another ;) (component)".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> runtime.load("b.wat", commented))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("text format");
        byte[] words = "(or something else)".getBytes(StandardCharsets.UTF_8);
        words[0] = 'x';
        assertThatThrownBy(() -> runtime.load("words", words))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("it begins with \"xor so\"");
        assertThatThrownBy(() -> runtime.load("c.cwasm", new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0}))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("precompiled by Wasmtime");
        Path cut = Files.write(directory.resolve("cut.wasm"), new byte[] {0, 'a', 's', 'm', 1});
        assertThatThrownBy(() -> runtime.load(cut))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("cut off after 5 bytes");
    }

    @Test
    @DisplayName("loads a component, runs none that is no program, and refuses an unknown version by name")
    void component() {
        WasmProgram empty = runtime.load("c.wasm", new byte[] {0, 'a', 's', 'm', 0x0d, 0, 1, 0});
        assertThat(empty.isCommand()).isFalse();
        assertThat(empty.exports()).isEmpty();
        assertThat(empty.isInterpreted()).isFalse();
        assertThatThrownBy(() -> empty.run(RunOptions.builder().build()))
                .isInstanceOf(NotACommandException.class)
                .hasMessageContaining("does not export wasi:cli/run");
        assertThatThrownBy(
                        () -> empty.invoke("f", List.of(), RunOptions.builder().build()))
                .isInstanceOf(FunctionNotFoundException.class);
        assertThatThrownBy(() -> runtime.load("c.wasm", new byte[] {0, 'a', 's', 'm', 2, 0, 0, 0}))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    @DisplayName("does not run a library")
    void library() {
        ModuleAssembler module = new ModuleAssembler();
        module.export(
                "add",
                Kind.FUNC,
                module.func(
                        module.type(types(I32), I32), 0, new Code().localGet(0).end()));
        WasmProgram program = runtime.load("lib.wasm", module.build());

        assertThat(program.isCommand()).isFalse();
        assertThatThrownBy(() -> program.run(NOTHING))
                .isInstanceOf(NotACommandException.class)
                .hasMessageStartingWith("lib.wasm has no _start function");
    }

    @Test
    @DisplayName("runs a module that does all in its start function")
    void startFunction() {
        ModuleAssembler exiting = new ModuleAssembler();
        int exit = exiting.importFunc("wasi_snapshot_preview1", "proc_exit", exiting.type(types(I32)));
        exiting.export("memory", Kind.MEMORY, exiting.memory(1, -1));
        int none = exiting.type(types());
        exiting.start(exiting.func(
                none, 0, new Code().i32Const(7).call(exit).unreachable().end()));
        WasmProgram program = runtime.load("exiting.wasm", exiting.build());
        assertThat(program.isCommand()).isTrue();
        assertThat(((RunResult.Exited) program.run(NOTHING)).exitCode()).isEqualTo(7);

        ModuleAssembler ending = new ModuleAssembler();
        ending.start(ending.func(ending.type(types()), 0, new Code().end()));
        WasmProgram returning = runtime.load("ending.wasm", ending.build());
        assertThat(((RunResult.Exited) returning.run(NOTHING)).exitCode()).isZero();

        ModuleAssembler trapping = new ModuleAssembler();
        trapping.start(trapping.func(
                trapping.type(types()), 0, new Code().unreachable().end()));
        assertThat(runtime.load("trapping.wasm", trapping.build()).run(NOTHING))
                .isInstanceOfSatisfying(
                        RunResult.Trapped.class,
                        trapped -> assertThat(trapped.trap().kind()).isEqualTo(TrapKind.UNREACHABLE));
    }

    @Test
    @DisplayName("names all missing imports at once")
    void missingImports() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        module.importFunc("env", "first", module.type(types(I32), I32));
        module.importFunc("wasi_snapshot_preview1", "proc_exit", module.type(types(I32)));
        module.importFunc("wasi_snapshot_preview1", "no_such", type);
        module.importMemory("env", "memory", 1, -1);
        module.export("_start", Kind.FUNC, module.func(type, 0, new Code().end()));
        WasmProgram program = runtime.load("m.wasm", module.build());

        assertThatThrownBy(() -> program.run(NOTHING))
                .isInstanceOf(UnlinkableException.class)
                .hasMessageContaining("env.first, a func(i32) -> (i32)")
                .hasMessageContaining("wasi_snapshot_preview1.no_such, a func() -> ()")
                .hasMessageContaining("env.memory, a memory 1..")
                .hasMessageNotContaining("proc_exit");
    }

    @Test
    @DisplayName("refuses arguments and variables that no guest can be given")
    void badOptions() {
        WasmProgram program = runtime.load("a.wasm", command(new Code().end()).build());

        assertThatThrownBy(() -> program.run(RunOptions.builder().args("a\0b").build()))
                .isInstanceOf(OptionInvalidException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(
                        () -> program.run(RunOptions.builder().env("A=B", "c").build()))
                .isInstanceOf(OptionInvalidException.class)
                .hasMessageContaining("A=B");
        assertThatThrownBy(() -> RunOptions.builder().timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("does not start a program whose memory is above the limit")
    void memoryLimit() {
        ModuleAssembler module = command(new Code().end());
        module.memory(32, -1);
        try (WasiRuntime small = WasiRuntime.builder().maxMemory(1 << 20).build()) {
            WasmProgram program = small.load("big.wasm", module.build());

            assertThatThrownBy(() -> program.run(NOTHING))
                    .isInstanceOf(UninstantiableException.class)
                    .hasMessage("a memory of 2 MiB is more than the limit of 1 MiB");
        }
    }

    @Test
    @DisplayName("diagnoses a stream of the host that throws what no stream may throw")
    void hostFailure() {
        ModuleAssembler module = new ModuleAssembler();
        int write =
                module.importFunc("wasi_snapshot_preview1", "fd_write", module.type(types(I32, I32, I32, I32), I32));
        module.export("memory", Kind.MEMORY, module.memory(1, -1));
        module.data(100, "text").data(0, "d\0\0\0\4\0\0\0");
        module.export(
                "_start",
                Kind.FUNC,
                module.func(
                        module.type(types()),
                        0,
                        new Code()
                                .i32Const(1)
                                .i32Const(0)
                                .i32Const(1)
                                .i32Const(16)
                                .call(write)
                                .drop()
                                .end()));
        WasmProgram program = runtime.load("w.wasm", module.build());
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) {
                throw new IllegalStateException("broken stream");
            }
        };

        assertThatThrownBy(() -> program.run(RunOptions.builder().stdout(broken).build()))
                .isInstanceOf(HostFailedException.class)
                .hasMessageContaining("broken stream")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("compiles a module with more than a thousand functions of one type")
    void manyOfOneType() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(ModuleAssembler.I64, I32), I32);
        int start = module.type(types());
        module.table(2, -1);
        for (int i = 0; i < 1100; i++) {
            module.func(type, 0, new Code().localGet(1).i32Const(i).i32Add().end());
        }
        module.elements(0, 5, 6);
        module.export(
                "_start",
                Kind.FUNC,
                module.func(
                        start,
                        0,
                        new Code()
                                .i64Const(1)
                                .i32Const(2)
                                .i32Const(1)
                                .callIndirect(type, 0)
                                .i32Const(8)
                                .op(0x47)
                                .ifThen(Code.VOID)
                                .unreachable()
                                .end()
                                .end()));
        WasmProgram program = runtime.load("many.wasm", module.build());

        assertThat(program.isInterpreted()).isFalse();
        assertThat(program.run(NOTHING)).isInstanceOf(RunResult.Exited.class);
    }

    @Test
    @DisplayName("takes names in any letters")
    void names() {
        String name = "größe.wasm";

        assertThat(runtime.load(name, command(new Code().end()).build()).name()).isEqualTo(name);
    }
}
