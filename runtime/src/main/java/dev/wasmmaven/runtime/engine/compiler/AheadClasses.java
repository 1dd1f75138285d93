package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Classes of one module's functions that are made ahead, as bytes: those with what the functions of a class call that was needed,
 * the most often called first. At most half as many more are made as were needed, so that a short run of a large program costs
 * little.
 *
 * <p>A thread that needs a class which is being made waits for it, holding nothing that its maker could want; one that nobody has
 * begun, or that could not be made, it makes itself, so that what goes wrong is seen where it matters, and only there.
 */
final class AheadClasses {

    /** Made ahead and not needed yet: so many at least are allowed. */
    private static final int MIN_SPARE = 8;

    /** Makes the class of that internal name. */
    interface Maker {
        byte[] make(String name) throws ClassNotFoundException;
    }

    private final ModuleInfo module;
    private final ClassNames names;
    private final Maker maker;
    private final Executor executor;
    private final Map<String, FutureTask<byte[]>> begun = new ConcurrentHashMap<>();

    /** All that were needed or begun. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private final AtomicInteger needed = new AtomicInteger();

    /** @param executor where they are made */
    AheadClasses(ModuleInfo module, ClassNames names, Maker maker, Executor executor) {
        this.module = module;
        this.names = names;
        this.maker = maker;
        this.executor = executor;
    }

    /** The class of that name if it was made, perhaps after waiting for it; null if it was not. */
    byte @Nullable [] take(String name) {
        known.add(name);
        FutureTask<byte[]> task = begun.remove(name);
        if (task == null) {
            return null;
        }
        // Nothing if somebody else does it.
        task.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return null;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes note that a group's class was needed, and makes ahead what may be needed next. */
    void follow(int group) {
        needed.incrementAndGet();
        executor.execute(() -> {
            List<String> next = callees(group);
            for (int i = next.size() - 1; i >= 0; i--) {
                String name = next.get(i);
                executor.execute(() -> make(name));
            }
        });
    }

    private void make(String name) {
        if (begun.size() >= Math.max(MIN_SPARE, needed.get() / 2) || known.contains(name)) {
            return;
        }
        FutureTask<byte[]> task = new FutureTask<>(() -> maker.make(name));
        if (begun.putIfAbsent(name, task) == null) {
            // Who needs the class says so before looking for its task: one of both sees the other.
            if (known.add(name)) {
                task.run();
            } else {
                begun.remove(name, task);
            }
        }
    }

    /** The classes that the group's functions call and nobody has begun or needed, the most often called first. */
    private List<String> callees(int group) {
        int first = names.importedFunctions() + group * ClassNames.GROUP_SIZE;
        int end = Math.min(module.functionCount(), first + ClassNames.GROUP_SIZE);
        Map<String, Integer> calls = new HashMap<>();
        for (int function = first; function < end; function++) {
            for (AnnotatedInstruction instruction : module.instructions(function)) {
                if (instruction.opcode() == OpCode.CALL && instruction.operand(0) >= names.importedFunctions()) {
                    calls.merge(names.group((int) instruction.operand(0)), 1, Integer::sum);
                }
            }
            if (FunctionCompiler.isLarge(module, function)) {
                calls.merge(names.large(function), 1, Integer::sum);
            }
        }
        calls.keySet().removeAll(known);
        List<String> sorted = new ArrayList<>(calls.keySet());
        sorted.sort(Comparator.<String>comparingInt(name -> -calls.getOrDefault(name, 0))
                .thenComparing(Comparator.naturalOrder()));
        return sorted;
    }
}
