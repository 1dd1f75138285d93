package dev.wasmmaven.support.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process with everything that it started. */
final class ProcessTree {

    private ProcessTree() {}

    /** Asks the whole tree to end, and after the grace period ends by force what is still there. */
    static void end(ProcessHandle root, Duration grace) {
        // Taken before anything ends: the children of an ended process are no longer its descendants.
        Set<ProcessHandle> tree = withDescendants(root);
        tree.forEach(ProcessHandle::destroy);
        awaitAll(tree, grace);
        for (ProcessHandle each : Set.copyOf(tree)) {
            tree.addAll(withDescendants(each));
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        awaitAll(tree, grace);
    }

    private static Set<ProcessHandle> withDescendants(ProcessHandle root) {
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        tree.add(root);
        root.descendants().forEach(tree::add);
        return tree;
    }

    private static void awaitAll(Set<ProcessHandle> tree, Duration grace) {
        CompletableFuture<?>[] ends = tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        boolean interrupted = Thread.interrupted();
        try {
            CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (TimeoutException | ExecutionException e) {
            // What is still there is ended by force, or, after that, is beyond our rights.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
