import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures calls of a host function in this runtime's engine. */
public class Ours {
    public static void main(String[] args) throws Exception {
        ChicoryEngine engine = new ChicoryEngine(1L << 30);
        CoreFuncType type = new CoreFuncType(List.of(CoreValType.I32), List.of(CoreValType.I32));
        CoreFunc next = engine.hostFunc(type, (caller, values) -> new long[] {(int) values[0] + 1});
        CoreOptions options = new CoreOptions("host_calls", CoreOptions.Mode.COMPILED);
        CoreInstance instance = engine.instantiate(
                engine.load(Files.readAllBytes(Path.of(args[1])), options), List.of(next), new CoreStop());
        CoreFunc callHost = instance.func("call_host").orElseThrow();
        HostCalls.measure(count -> (int) callHost.call(count)[0]);
    }
}
