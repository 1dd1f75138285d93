package dev.wasmmaven.runtime.engine.cache;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A module's compiled classes: those on disk, and those made since. Used by many threads. */
public final class StoredClasses {

    /** Not the name of a class. */
    private static final String COMPLETE = "!";

    private final @Nullable CodeCache cache;
    private final @Nullable Path file;
    private final ClassFile stored;

    // Guarded by this.
    private Map<String, byte[]> added = new HashMap<>();

    StoredClasses(@Nullable CodeCache cache, @Nullable Path file, ClassFile stored) {
        this.cache = cache;
        this.file = file;
        this.stored = stored;
    }

    /** Classes that nobody keeps. */
    public static StoredClasses none() {
        return new StoredClasses(null, null, ClassFile.empty());
    }

    /** Whether the module can be run from its classes, without validating it: it was kept before. */
    public boolean isKnown() {
        return !stored.isEmpty();
    }

    /** Whether all classes of the module were {@linkplain #complete made}. */
    public boolean isComplete() {
        return stored.find(COMPLETE).isPresent();
    }

    /** Says that all classes of the module have been made. */
    public void complete() {
        add(COMPLETE, new byte[0]);
    }

    /** The class of that name, relative to the module's package. */
    public Optional<ByteBuffer> find(String name) {
        return stored.find(name);
    }

    /** Adds a class that was made. */
    public synchronized void add(String name, byte[] code) {
        if (cache != null) {
            added.put(name, code);
        }
    }

    /** Writes what was added to disk. */
    public void save() {
        CodeCache target = cache;
        Path place = file;
        if (target == null || place == null) {
            return;
        }
        Map<String, byte[]> classes;
        synchronized (this) {
            classes = added;
            added = new HashMap<>();
        }
        if (!classes.isEmpty()) {
            target.add(place, classes);
        }
    }
}
