package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.fs.DirectoryEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A {@code directory-entry-stream}: a picture of the directory as it was when asked for, so that a guest that removes
 * what it reads misses nothing.
 */
final class EntryStream {

    private final Iterator<DirectoryEntry> entries;

    EntryStream(List<DirectoryEntry> entries) {
        this.entries = entries.iterator();
    }

    /** The next entry, none after the last. */
    Optional<DirectoryEntry> next() {
        return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    }
}
