package dev.wasmmaven.runtime.engine.chicory;

import dev.wasmmaven.runtime.engine.symbol.FunctionNames;
import dev.wasmmaven.runtime.engine.symbol.RustDemangler;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.support.digest.Digest;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the guest's functions in a Java stack trace. Chicory's compiler makes of function N a static method
 * {@code func_N}; each module's classes get a package of their own here, which tells modules apart.
 */
final class Backtraces {

    private static final String ROOT = "wasm.";
    private static final String CLASS = ".Code";
    private static final String METHOD = "func_";

    /** As many frames as Java keeps of its own stack by default. */
    private static final int MAX_FRAMES = 1024;

    /** A function of a module. */
    private record RawFrame(ChicoryModule module, int function) {}

    /** The interpreter's functions that an exception has left so far, attached to it as a suppressed exception. */
    private static final class InterpretedFrames extends RuntimeException {
        private final List<RawFrame> frames = new ArrayList<>();

        InterpretedFrames() {
            super(null, null, false, false);
        }
    }

    /** By package; the same contents may have been loaded several times. */
    private final Map<String, Deque<WeakReference<ChicoryModule>>> modules = new ConcurrentHashMap<>();

    private final AtomicLong count = new AtomicLong();

    /** A name for a module's main class, in a package not used before by this engine. */
    String newClassName(String moduleName) {
        StringBuilder name =
                new StringBuilder(ROOT + "m").append(count.incrementAndGet()).append('_');
        moduleName.chars().limit(60).forEach(c -> name.append(isPlain(c) ? (char) c : '_'));
        return name.append(CLASS).toString();
    }

    /** The same for a module that has its own package however often it is loaded. */
    static String className(Digest contents) {
        return ROOT + "m" + contents.hex() + CLASS;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Tells which module the classes belong to. */
    void register(String className, ChicoryModule module) {
        modules.values().removeIf(loaded -> {
            loaded.removeIf(reference -> reference.get() == null);
            return loaded.isEmpty();
        });
        modules.computeIfAbsent(packageOf(className), name -> new ConcurrentLinkedDeque<>())
                .addFirst(new WeakReference<>(module));
    }

    /** The guest's frames, innermost first. */
    List<WasmFrame> of(Throwable thrown) {
        List<RawFrame> raw = new ArrayList<>();
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (suppressed instanceof InterpretedFrames interpreted) {
                raw.addAll(interpreted.frames);
            }
        }
        if (raw.isEmpty()) {
            compiledFrames(thrown, raw);
        }
        return named(raw);
    }

    private void compiledFrames(Throwable thrown, List<RawFrame> raw) {
        // An overflow is caught at Chicory's outermost frame; the deep stack is that of the cause.
        Throwable source = thrown.getCause() instanceof StackOverflowError overflow ? overflow : thrown;
        for (StackTraceElement element : source.getStackTrace()) {
            RawFrame frame = frame(element);
            if (frame != null) {
                raw.add(frame);
            }
        }
    }

    private @Nullable RawFrame frame(StackTraceElement element) {
        if (!element.getClassName().startsWith(ROOT) || !element.getMethodName().startsWith(METHOD)) {
            return null;
        }
        ChicoryModule module = modules.getOrDefault(packageOf(element.getClassName()), new ArrayDeque<>()).stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (module == null) {
            return null;
        }
        int function = Integer.parseInt(element.getMethodName().substring(METHOD.length()));
        // A host function has a frame of glue code, which is none of the guest's.
        return module.isImported(function) ? null : new RawFrame(module, function);
    }

    static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.'));
    }

    private static List<WasmFrame> named(List<RawFrame> raw) {
        Map<ChicoryModule, Set<Integer>> wanted = new HashMap<>();
        for (RawFrame frame : raw) {
            wanted.computeIfAbsent(frame.module(), module -> new HashSet<>()).add(frame.function());
        }
        Map<RawFrame, String> names = new HashMap<>();
        wanted.forEach((module, functions) -> {
            Optional<byte[]> section = module.customSection("name");
            if (section.isPresent()) {
                FunctionNames.read(section.get(), functions)
                        .forEach((function, name) ->
                                names.put(new RawFrame(module, function), RustDemangler.demangle(name)));
            }
        });
        return raw.stream()
                .map(frame -> new WasmFrame(
                        frame.module().name(),
                        frame.function(),
                        names.getOrDefault(frame, "func[" + frame.function() + "]")))
                .toList();
    }

    /** Notes that an exception leaves a function of the interpreter. */
    static void leave(Throwable thrown, ChicoryModule module, int function) {
        // A host function's exception must arrive as it was thrown.
        if (thrown instanceof HostThrown || module.isImported(function)) {
            return;
        }
        InterpretedFrames trace = null;
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (suppressed instanceof InterpretedFrames found) {
                trace = found;
            }
        }
        if (trace == null) {
            trace = new InterpretedFrames();
            thrown.addSuppressed(trace);
        }
        if (trace.frames.size() < MAX_FRAMES) {
            trace.frames.add(new RawFrame(module, function));
        }
    }
}
