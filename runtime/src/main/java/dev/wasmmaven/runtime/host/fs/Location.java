package dev.wasmmaven.runtime.host.fs;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where something open is, as an absolute path. A guest of this JVM that renames a file or directory moves the
 * locations at and below it along; what is renamed by others is noticed by comparing identities.
 */
final class Location implements AutoCloseable {

    private static final Set<Location> TRACKED = ConcurrentHashMap.newKeySet();

    private volatile Path path;

    Location(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Makes {@link #moved} keep it up to date, until closed. */
    Location track() {
        TRACKED.add(this);
        return this;
    }

    @Override
    public void close() {
        TRACKED.remove(this);
    }

    /** To be told, under {@link Namespace#LOCK}, of each rename. */
    static void moved(Path from, Path to) {
        for (Location each : TRACKED) {
            Path path = each.path;
            if (path.startsWith(from)) {
                Path rest = from.relativize(path);
                each.path = rest.toString().isEmpty() ? to : to.resolve(rest);
            }
        }
    }
}
