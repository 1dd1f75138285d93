package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.fs.FileType;
import java.time.DateTimeException;
import java.time.Instant;

/** What differs between the versions of {@code wasi:filesystem} in what their functions have in common. */
public interface FileDialect {

    /** The resource type {@code descriptor}. */
    HostResource<Descriptor> descriptor();

    /** A {@code descriptor-type}. */
    Val type(FileType type);

    /** A time of a file, as an option. */
    Val time(Instant time);

    /**
     * A moment that the guest names.
     *
     * @throws DateTimeException outside of Java's calendar
     */
    Instant instant(Val.RecordOf moment);
}
