import dev.wasmmaven.runtime.ComponentFunction;
import dev.wasmmaven.runtime.ComponentInstance;
import dev.wasmmaven.runtime.ComponentLinker;
import dev.wasmmaven.runtime.HostInstance;
import dev.wasmmaven.runtime.HostType;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.component.value.Val;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Times component calls in this runtime, and counts what they allocate. */
public final class ComponentCalls {

    private static final String API = "bench:calls/api";
    private static final String DRIVE = "bench:calls/drive";
    private static final int SMALL = 16;
    private static final int LARGE = 64 << 10;
    private static final int HUGE = 1 << 20;
    private static final int POINTS = 1000;
    private static final List<String> FIELDS = List.of("x", "y", "id");
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long budgetNanos;
    private final String wanted;
    private boolean warmingUp = true;

    private ComponentCalls(long budgetNanos, String wanted) {
        this.budgetNanos = budgetNanos;
        this.wanted = wanted;
    }

    /** @param args the files of callee, caller and both composed; milliseconds for each row; what its name contains */
    public static void main(String[] args) {
        ComponentCalls bench = new ComponentCalls(Long.parseLong(args[3]) * 1_000_000, args[4]);
        try (WasiRuntime runtime = WasiRuntime.create();
                ComponentInstance callee = new ComponentLinker().instantiate(runtime.loadComponent(Path.of(args[0])));
                ComponentInstance both = new ComponentLinker().instantiate(runtime.loadComponent(Path.of(args[2])));
                ComponentInstance caller = host().instantiate(runtime.loadComponent(Path.of(args[1])))) {
            bench.all(callee, both, caller);
            bench.warmingUp = false;
            bench.all(callee, both, caller);
        }
    }

    private void all(ComponentInstance callee, ComponentInstance both, ComponentInstance caller) {
        hostToGuest(callee);
        driven("guest to guest", both);
        driven("guest to host", caller);
    }

    /** Batches of at least a millisecond until the time is over; prints the median, unless this is to warm up. */
    private void row(String name, long check, IntConsumer calls) {
        if (!name.contains(wanted)) {
            return;
        }
        int times = 1;
        while (true) {
            long start = System.nanoTime();
            calls.accept(times);
            if (System.nanoTime() - start >= 1_000_000) {
                break;
            }
            times *= 2;
        }
        double[] samples = new double[1 << 16];
        int count = 0;
        long allocated = 0;
        long begin = System.nanoTime();
        while (count < samples.length && (count < 3 || System.nanoTime() - begin < budgetNanos)) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            calls.accept(times);
            samples[count++] = (double) (System.nanoTime() - start) / times;
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        if (!warmingUp) {
            Arrays.sort(samples, 0, count);
            System.out.printf(
                    Locale.ROOT, "%s\t%.1f\t%d\t%d%n", name, samples[count / 2], check, allocated / count / times);
        }
    }

    private static String text(int size) {
        StringBuilder text = new StringBuilder(size);
        for (int i = 0; i < size; i++) {
            text.append((char) ('a' + i % 26));
        }
        return text.toString();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static Val point(int id) {
        return new Val.RecordOf(FIELDS, List.of(new Val.F64(id), new Val.F64(0.5), new Val.U32(id)));
    }

    private static long check(Val point) {
        Val.RecordOf record = (Val.RecordOf) point;
        return (long) ((Val.F64) record.values().get(0)).value() + ((Val.U32) record.values().get(2)).value();
    }

    private void hostToGuest(ComponentInstance callee) {
        String kind = "host to guest: ";
        ComponentFunction add = callee.func(API, "add").orElseThrow();
        Val sum = add.call(new Val.U32(40), new Val.U32(2)).orElseThrow();
        row(kind + "add", ((Val.U32) sum).value(), times -> {
            for (int i = 0; i < times; i++) {
                add.call(new Val.U32(i), new Val.U32(1));
            }
        });
        ComponentFunction echoText = callee.func(API, "echo-text").orElseThrow();
        texts(kind + "string 16 B", echoText, text(SMALL));
        texts(kind + "string 64 KiB", echoText, text(LARGE));
        ComponentFunction echoBytes = callee.func(API, "echo-bytes").orElseThrow();
        lists(kind + "list<u8> 64 KiB", echoBytes, bytes(LARGE));
        lists(kind + "list<u8> 1 MiB", echoBytes, bytes(HUGE));
        ComponentFunction mirror = callee.func(API, "mirror").orElseThrow();
        Val.RecordOf mirrored = (Val.RecordOf) mirror.call(point(7)).orElseThrow();
        long mirrorCheck = (long) ((Val.F64) mirrored.values().get(1)).value()
                + ((Val.U32) mirrored.values().get(2)).value();
        row(kind + "record", mirrorCheck, times -> {
            for (int i = 0; i < times; i++) {
                mirror.call(point(i));
            }
        });
        ComponentFunction echoPoints = callee.func(API, "echo-points").orElseThrow();
        List<Val> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            points.add(point(i));
        }
        Val list = new Val.ListOf(points);
        List<Val> echoed = ((Val.ListOf) echoPoints.call(list).orElseThrow()).elements();
        row(kind + "list of 1000 records", echoed.size() + check(echoed.get(POINTS - 1)), times -> {
            for (int i = 0; i < times; i++) {
                echoPoints.call(list);
            }
        });
        ComponentFunction counterAdd = callee.func(API, "[method]counter.add").orElseThrow();
        Val counter = callee.func(API, "[constructor]counter")
                .orElseThrow()
                .call(new Val.U32(0))
                .orElseThrow();
        Val five = counterAdd.call(counter, new Val.U32(5)).orElseThrow();
        row(kind + "method", ((Val.U32) five).value(), times -> {
            for (int i = 0; i < times; i++) {
                counterAdd.call(counter, new Val.U32(1));
            }
        });
        callee.drop(counter);
    }

    private void texts(String name, ComponentFunction echo, String text) {
        Val value = new Val.Str(text);
        row(name, ((Val.Str) echo.call(value).orElseThrow()).value().length(), times -> {
            for (int i = 0; i < times; i++) {
                echo.call(value);
            }
        });
    }

    private void lists(String name, ComponentFunction echo, byte[] bytes) {
        Val value = new Val.Bytes(bytes);
        byte[] back = ((Val.Bytes) echo.call(value).orElseThrow()).bytes();
        row(name, back.length + (back[back.length - 1] & 0xff), times -> {
            for (int i = 0; i < times; i++) {
                echo.call(value);
            }
        });
    }

    /** Rows whose calls a guest makes, of another component or of the host. */
    private void driven(String kind, ComponentInstance caller) {
        drive(kind + ": add", caller, "add");
        drive(kind + ": record", caller, "mirror");
        drive(kind + ": method", caller, "counter-add");
        drive(kind + ": string 16 B", caller, "echo-text", new Val.U32(SMALL));
        drive(kind + ": string 64 KiB", caller, "echo-text", new Val.U32(LARGE));
        drive(kind + ": list<u8> 64 KiB", caller, "echo-bytes", new Val.U32(LARGE));
        drive(kind + ": list<u8> 1 MiB", caller, "echo-bytes", new Val.U32(HUGE));
        drive(kind + ": list of 1000 records", caller, "echo-points", new Val.U32(POINTS));
    }

    private void drive(String name, ComponentInstance caller, String function, Val... size) {
        ComponentFunction drive = caller.func(DRIVE, function).orElseThrow();
        row(name, drive(drive, 3, size), times -> drive(drive, times, size));
    }

    private static long drive(ComponentFunction drive, int times, Val... size) {
        List<Val> args = new ArrayList<>();
        args.add(new Val.U32(times));
        args.addAll(List.of(size));
        return ((Val.U64) drive.call(args).orElseThrow()).bits();
    }

    private static ComponentLinker host() {
        ComponentLinker linker = new ComponentLinker();
        HostInstance api = linker.instance(API);
        HostType<int[]> counter = api.resource("counter", int[].class, value -> {});
        api.func("add", (context, args) -> new Val.U32(((Val.U32) args.get(0)).bits() + ((Val.U32) args.get(1)).bits()));
        api.func("echo-text", (context, args) -> args.get(0));
        api.func("echo-bytes", (context, args) -> args.get(0));
        api.func("mirror", (context, args) -> {
            List<Val> values = ((Val.RecordOf) args.get(0)).values();
            return new Val.RecordOf(FIELDS, List.of(values.get(1), values.get(0), values.get(2)));
        });
        api.func("echo-points", (context, args) -> args.get(0));
        api.func("[constructor]counter", (context, args) -> context.own(counter, new int[] {((Val.U32) args.get(0)).bits()}));
        api.func("[method]counter.add", (context, args) -> {
            int[] value = context.object(counter, args.get(0));
            value[0] += ((Val.U32) args.get(1)).bits();
            return new Val.U32(value[0]);
        });
        return linker;
    }
}
