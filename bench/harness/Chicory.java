import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a WASI program in Chicory, compiled, with the memory that its documentation recommends on OpenJDK; with "--calls"
 * before the file, measures calls of a host function. bench/engines.py makes Endive's of it too, whose names differ by
 * their package.
 */
public class Chicory {
    public static void main(String[] args) {
        if (args[0].equals("--calls")) {
            calls(args[1]);
            return;
        }
        WasiPreview1 wasi = WasiPreview1.builder()
                .withOptions(WasiOptions.builder()
                        .inheritSystem()
                        .withArguments(List.of(args))
                        .build())
                .build();
        try {
            instantiate(
                    args[0],
                    ImportValues.builder().addFunction(wasi.toHostFunctions()).build());
        } catch (WasiExitException e) {
            System.exit(e.exitCode());
        }
    }

    private static Instance instantiate(String file, ImportValues imports) {
        WasmModule module = Parser.parse(Path.of(file));
        return Instance.builder(module)
                .withMachineFactory(MachineFactoryCompiler.compile(module))
                .withMemoryFactory(ByteArrayMemory::new)
                .withImportValues(imports)
                .build();
    }

    private static void calls(String file) {
        FunctionType type = FunctionType.of(List.of(ValType.I32), List.of(ValType.I32));
        HostFunction next =
                new HostFunction("bench", "next", type, (instance, values) -> new long[] {(int) values[0] + 1});
        Instance instance =
                instantiate(file, ImportValues.builder().addFunction(next).build());
        HostCalls.measure(count -> (int) instance.export("call_host").apply(count)[0]);
    }
}
