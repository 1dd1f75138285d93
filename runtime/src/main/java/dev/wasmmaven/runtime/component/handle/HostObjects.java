package dev.wasmmaven.runtime.component.handle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The Java objects behind the host's resources of one store; an object's index is its representation. Used by the store's
 * thread.
 */
public final class HostObjects {

    /** @param age larger for what came later, as representations are used again */
    private record Entry(HostResource<?> resource, Object object, long age) {}

    private final List<@Nullable Entry> entries = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private long added;

    public HostObjects() {}

    /** Keeps an object; returns its representation. */
    public <T> int add(HostResource<T> resource, T object) {
        Entry entry = new Entry(resource, resource.javaType().cast(object), added++);
        if (free.isEmpty()) {
            entries.add(entry);
            return entries.size() - 1;
        }
        int rep = free.pop();
        entries.set(rep, entry);
        return rep;
    }

    /** The object of a representation. */
    public <T> T get(HostResource<T> resource, int rep) {
        return resource.javaType().cast(entry(resource, rep).object());
    }

    /** Takes the object out; its destructor is not called. */
    public <T> T take(HostResource<T> resource, int rep) {
        T object = get(resource, rep);
        remove(rep);
        return object;
    }

    /** Takes the object out and calls its destructor. */
    public void drop(int rep) {
        Entry entry = entries.get(rep);
        if (entry == null) {
            throw new IllegalStateException("no resource of the host has representation " + rep);
        }
        remove(rep);
        entry.resource().drop(entry.object());
    }

    /** How many there are. */
    public int size() {
        return entries.size() - free.size();
    }

    /** Drops all, the newest first, since a resource may depend on older ones. */
    public void close() {
        @Nullable RuntimeException failure = null;
        List<Integer> newestFirst = IntStream.range(0, entries.size())
                .boxed()
                .filter(rep -> entries.get(rep) != null)
                .sorted(Comparator.comparingLong(this::age).reversed())
                .toList();
        for (int rep : newestFirst) {
            try {
                drop(rep);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private long age(int rep) {
        return Objects.requireNonNull(entries.get(rep)).age();
    }

    private Entry entry(HostResource<?> resource, int rep) {
        Entry entry = rep >= 0 && rep < entries.size() ? entries.get(rep) : null;
        if (entry == null || entry.resource() != resource) {
            throw new IllegalStateException("no resource '" + resource + "' has representation " + rep);
        }
        return entry;
    }

    private void remove(int rep) {
        entries.set(rep, null);
        free.push(rep);
    }
}
