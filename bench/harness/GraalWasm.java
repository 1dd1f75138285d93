import java.io.File;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/** Runs a WASI program in GraalWasm; with "--calls" before the file, measures calls of a host function. */
public class GraalWasm {
    public static void main(String[] args) throws Exception {
        boolean calls = args[0].equals("--calls");
        Source source = Source.newBuilder("wasm", new File(args[calls ? 1 : 0])).name("main").build();
        Context.Builder builder = Context.newBuilder("wasm").arguments("wasm", args);
        if (!calls) {
            builder.option("wasm.Builtins", "wasi_snapshot_preview1");
        }
        try (Context context = builder.build()) {
            Value module = context.eval(source);
            if (calls) {
                ProxyExecutable next = values -> values[0].asInt() + 1;
                Value imports = context.asValue(
                        ProxyObject.fromMap(Map.of("bench", ProxyObject.fromMap(Map.of("next", next)))));
                Value callHost = module.newInstance(imports).getMember("exports").getMember("call_host");
                HostCalls.measure(count -> callHost.execute(count).asInt());
            } else {
                module.newInstance().getMember("exports").getMember("_start").execute();
            }
        } catch (PolyglotException e) {
            if (!e.isExit()) {
                throw e;
            }
            System.exit(e.getExitStatus());
        }
    }
}
