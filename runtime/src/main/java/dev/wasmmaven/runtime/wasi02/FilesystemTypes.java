package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.FileType;
import dev.wasmmaven.runtime.wasi.AttributeFunctions;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.Descriptor;
import dev.wasmmaven.runtime.wasi.FileDialect;
import dev.wasmmaven.runtime.wasi.FileErrors;
import dev.wasmmaven.runtime.wasi.FileRecords;
import dev.wasmmaven.runtime.wasi.OpenNodes;
import dev.wasmmaven.runtime.wasi.PathFunctions;
import dev.wasmmaven.runtime.wasi.Timestamps;
import dev.wasmmaven.runtime.wasi.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code wasi:filesystem/types}: what it declares; the functions are grouped by what they are about. */
final class FilesystemTypes {

    static final Declaration TYPES = Declaration.of(
            "wasi:filesystem/types",
            List.of(
                    Resources.INPUT_STREAM,
                    Resources.OUTPUT_STREAM,
                    Resources.ERROR,
                    Resources.DESCRIPTOR,
                    Resources.DIRECTORY_ENTRY_STREAM),
            Map.of("datetime", ClockFunctions.WALL.type("datetime")),
            """
            type filesize = u64
            type link-count = u64
            enum descriptor-type {
                unknown, block-device, character-device, directory, fifo, symbolic-link, regular-file, socket
            }
            flags descriptor-flags {
                read, write, file-integrity-sync, data-integrity-sync, requested-write-sync, mutate-directory
            }
            flags path-flags { symlink-follow }
            flags open-flags { create, directory, exclusive, truncate }
            record descriptor-stat {
                type: descriptor-type,
                link-count: link-count,
                size: filesize,
                data-access-timestamp: option<datetime>,
                data-modification-timestamp: option<datetime>,
                status-change-timestamp: option<datetime>,
            }
            variant new-timestamp { no-change, now, timestamp(datetime) }
            record directory-entry { type: descriptor-type, name: string }
            enum error-code {
                access, would-block, already, bad-descriptor, busy, deadlock, quota, exist, file-too-large,
                illegal-byte-sequence, in-progress, interrupted, invalid, io, is-directory, loop, too-many-links,
                message-size, name-too-long, no-device, no-entry, no-lock, insufficient-memory, insufficient-space,
                not-directory, not-empty, not-recoverable, unsupported, no-tty, no-such-device, overflow, not-permitted,
                pipe, read-only, invalid-seek, text-file-busy, cross-device
            }
            enum advice { normal, sequential, random, will-need, dont-need, no-reuse }
            record metadata-hash-value { lower: u64, upper: u64 }
            descriptor.read-via-stream: func(offset: filesize) -> result<input-stream, error-code>
            descriptor.write-via-stream: func(offset: filesize) -> result<output-stream, error-code>
            descriptor.append-via-stream: func() -> result<output-stream, error-code>
            descriptor.advise: func(offset: filesize, length: filesize, advice: advice) -> result<_, error-code>
            descriptor.sync-data: func() -> result<_, error-code>
            descriptor.get-flags: func() -> result<descriptor-flags, error-code>
            descriptor.get-type: func() -> result<descriptor-type, error-code>
            descriptor.set-size: func(size: filesize) -> result<_, error-code>
            descriptor.set-times: func(data-access-timestamp: new-timestamp,
                data-modification-timestamp: new-timestamp) -> result<_, error-code>
            descriptor.read: func(length: filesize, offset: filesize) -> result<tuple<list<u8>, bool>, error-code>
            descriptor.write: func(buffer: list<u8>, offset: filesize) -> result<filesize, error-code>
            descriptor.read-directory: func() -> result<directory-entry-stream, error-code>
            descriptor.sync: func() -> result<_, error-code>
            descriptor.create-directory-at: func(path: string) -> result<_, error-code>
            descriptor.stat: func() -> result<descriptor-stat, error-code>
            descriptor.stat-at: func(path-flags: path-flags, path: string) -> result<descriptor-stat, error-code>
            descriptor.set-times-at: func(path-flags: path-flags, path: string, data-access-timestamp: new-timestamp,
                data-modification-timestamp: new-timestamp) -> result<_, error-code>
            descriptor.link-at: func(old-path-flags: path-flags, old-path: string,
                new-descriptor: borrow<descriptor>, new-path: string) -> result<_, error-code>
            descriptor.open-at: func(path-flags: path-flags, path: string, open-flags: open-flags,
                flags: descriptor-flags) -> result<descriptor, error-code>
            descriptor.readlink-at: func(path: string) -> result<string, error-code>
            descriptor.remove-directory-at: func(path: string) -> result<_, error-code>
            descriptor.rename-at: func(old-path: string, new-descriptor: borrow<descriptor>, new-path: string)
                -> result<_, error-code>
            descriptor.symlink-at: func(old-path: string, new-path: string) -> result<_, error-code>
            descriptor.unlink-file-at: func(path: string) -> result<_, error-code>
            descriptor.is-same-object: func(other: borrow<descriptor>) -> bool
            descriptor.metadata-hash: func() -> result<metadata-hash-value, error-code>
            descriptor.metadata-hash-at: func(path-flags: path-flags, path: string)
                -> result<metadata-hash-value, error-code>
            directory-entry-stream.read-directory-entry: func() -> result<option<directory-entry>, error-code>
            filesystem-error-code: func(err: borrow<error>) -> option<error-code>
            """);

    static final String DESCRIPTOR = "descriptor";

    private FilesystemTypes() {}

    static Implementation implementation(HostClocks clocks, OpenNodes nodes) {
        FileDialect dialect = new Dialect();
        FileRecords records = new FileRecords(dialect);
        Timestamps times = new Timestamps(dialect, clocks);
        Implementation types = new Implementation(TYPES)
                .fileMethod(
                        "directory-entry-stream",
                        "read-directory-entry",
                        call -> new Val.OptionOf(call.object(Resources.DIRECTORY_ENTRY_STREAM, 0)
                                .next()
                                .map(records::entry)))
                // Every failure of a stream of this runtime is a failure of a file or of something like one.
                .func("filesystem-error-code", call -> Values.some(errorCode(call.object(Resources.ERROR, 0))));
        DescriptorFunctions.offer(types);
        AttributeFunctions attributes = new AttributeFunctions(dialect, times);
        attributes.bodies().forEach((name, body) -> types.fileMethod(DESCRIPTOR, name, body));
        types.method(DESCRIPTOR, "is-same-object", attributes::isSameObject);
        new PathFunctions(dialect, times, nodes)
                .bodies()
                .forEach((name, body) -> types.fileMethod(DESCRIPTOR, name, body));
        return types;
    }

    static Val errorCode(HostException e) {
        return new Val.EnumOf(FileErrors.label(e.error()));
    }

    /** How WASI 0.2 puts it. */
    private static final class Dialect implements FileDialect {

        @Override
        public HostResource<Descriptor> descriptor() {
            return Resources.DESCRIPTOR;
        }

        @Override
        public Val type(FileType type) {
            return new Val.EnumOf(
                    switch (type) {
                        case REGULAR -> "regular-file";
                        case DIRECTORY -> "directory";
                        case SYMLINK -> "symbolic-link";
                        case CHARACTER_DEVICE -> "character-device";
                        case BLOCK_DEVICE -> "block-device";
                        case FIFO -> "fifo";
                        case SOCKET -> "socket";
                        case UNKNOWN -> "unknown";
                    });
        }

        @Override
        public Val time(Instant time) {
            return Datetimes.optional(time);
        }

        @Override
        public Instant instant(Val.RecordOf moment) {
            return Datetimes.instant(moment);
        }
    }
}
