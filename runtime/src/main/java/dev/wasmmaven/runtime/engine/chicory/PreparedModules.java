package dev.wasmmaven.runtime.engine.chicory;

import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.support.digest.Digest;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The modules that this process has prepared, by their contents, as long as memory lasts: what HotSpot has compiled
 * belongs to the loaded classes, and is lost with them.
 */
final class PreparedModules {

    /** Those of all engines: programs often make one for each thing that they run. */
    static final PreparedModules SHARED = new PreparedModules();

    /**
     * What makes a difference.
     *
     * @param code digest of what the code follows from
     * @param data digest of what is in data segments
     * @param cache directory in which classes are kept, if any
     */
    record Key(Digest code, Digest data, CoreOptions.Mode mode, Optional<Path> cache) {

        /** Written out, since it is called at every start, and the JVM would first have to make the code of a record's own. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && hasSameCode(key) && data.equals(key.data);
        }

        private boolean hasSameCode(Key other) {
            return code.equals(other.code) && mode == other.mode && cache.equals(other.cache);
        }

        @Override
        public int hashCode() {
            return code.hashCode();
        }
    }

    // Guarded by itself. The most recently used last.
    private final Map<Key, SoftReference<PreparedModule>> modules = new LinkedHashMap<>(16, 0.75f, true);

    private PreparedModules() {}

    /** The module of that key; prepared now if it is not there. Two threads may both prepare one, and then share it. */
    PreparedModule get(Key key, Supplier<PreparedModule> prepare) {
        PreparedModule known = find(key);
        if (known != null) {
            return known;
        }
        PreparedModule made = prepare.get();
        synchronized (modules) {
            modules.values().removeIf(reference -> reference.get() == null);
            PreparedModule first = find(key);
            if (first == null) {
                modules.put(key, new SoftReference<>(made));
                return made;
            }
            return first;
        }
    }

    /** A module that differs from that of the key in what is in its data segments, if one is there. */
    Optional<PreparedModule> withSameCode(Key key) {
        synchronized (modules) {
            for (Map.Entry<Key, SoftReference<PreparedModule>> each : modules.entrySet()) {
                PreparedModule module = each.getValue().get();
                if (module != null && each.getKey().hasSameCode(key)) {
                    return Optional.of(module);
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable PreparedModule find(Key key) {
        synchronized (modules) {
            SoftReference<PreparedModule> reference = modules.get(key);
            return reference == null ? null : reference.get();
        }
    }

    /** Forgets all but the most recently used; those in use stay in memory, and are prepared again for others. */
    void retain(int most) {
        synchronized (modules) {
            Iterator<SoftReference<PreparedModule>> eldest = modules.values().iterator();
            for (int excess = modules.size() - most; excess > 0; excess--) {
                eldest.next();
                eldest.remove();
            }
        }
    }
}
