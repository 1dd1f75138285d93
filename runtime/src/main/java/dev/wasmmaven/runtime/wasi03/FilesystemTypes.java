package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.FileType;
import dev.wasmmaven.runtime.wasi.AttributeFunctions;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.Descriptor;
import dev.wasmmaven.runtime.wasi.FileDialect;
import dev.wasmmaven.runtime.wasi.FileErrors;
import dev.wasmmaven.runtime.wasi.HostState;
import dev.wasmmaven.runtime.wasi.PathFunctions;
import dev.wasmmaven.runtime.wasi.Timestamps;
import dev.wasmmaven.runtime.wasi.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code wasi:filesystem}: what it declares; the functions are grouped by what they are about. */
final class FilesystemTypes {

    static final Declaration TYPES = Declaration.of(
            "wasi:filesystem/types",
            List.of(Resources.DESCRIPTOR),
            Map.of("instant", ClockFunctions.SYSTEM.type("instant")),
            """
            type filesize = u64
            type link-count = u64
            variant descriptor-type {
                block-device, character-device, directory, fifo, symbolic-link, regular-file, socket,
                other(option<string>)
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
                data-access-timestamp: option<instant>,
                data-modification-timestamp: option<instant>,
                status-change-timestamp: option<instant>,
            }
            variant new-timestamp { no-change, now, timestamp(instant) }
            record directory-entry { type: descriptor-type, name: string }
            variant error-code {
                access, already, bad-descriptor, busy, deadlock, quota, exist, file-too-large,
                illegal-byte-sequence, in-progress, interrupted, invalid, io, is-directory, loop, too-many-links,
                message-size, name-too-long, no-device, no-entry, no-lock, insufficient-memory, insufficient-space,
                not-directory, not-empty, not-recoverable, unsupported, no-tty, no-such-device, overflow, not-permitted,
                pipe, read-only, invalid-seek, text-file-busy, cross-device, other(option<string>)
            }
            enum advice { normal, sequential, random, will-need, dont-need, no-reuse }
            record metadata-hash-value { lower: u64, upper: u64 }
            descriptor.read-via-stream: func(offset: filesize) -> tuple<stream<u8>, future<result<_, error-code>>>
            descriptor.write-via-stream: func(data: stream<u8>, offset: filesize) -> future<result<_, error-code>>
            descriptor.append-via-stream: func(data: stream<u8>) -> future<result<_, error-code>>
            descriptor.advise: async func(offset: filesize, length: filesize, advice: advice) -> result<_, error-code>
            descriptor.sync-data: async func() -> result<_, error-code>
            descriptor.get-flags: async func() -> result<descriptor-flags, error-code>
            descriptor.get-type: async func() -> result<descriptor-type, error-code>
            descriptor.set-size: async func(size: filesize) -> result<_, error-code>
            descriptor.set-times: async func(data-access-timestamp: new-timestamp,
                data-modification-timestamp: new-timestamp) -> result<_, error-code>
            descriptor.read-directory: func() -> tuple<stream<directory-entry>, future<result<_, error-code>>>
            descriptor.sync: async func() -> result<_, error-code>
            descriptor.create-directory-at: async func(path: string) -> result<_, error-code>
            descriptor.stat: async func() -> result<descriptor-stat, error-code>
            descriptor.stat-at: async func(path-flags: path-flags, path: string) -> result<descriptor-stat, error-code>
            descriptor.set-times-at: async func(path-flags: path-flags, path: string,
                data-access-timestamp: new-timestamp, data-modification-timestamp: new-timestamp)
                -> result<_, error-code>
            descriptor.link-at: async func(old-path-flags: path-flags, old-path: string,
                new-descriptor: borrow<descriptor>, new-path: string) -> result<_, error-code>
            descriptor.open-at: async func(path-flags: path-flags, path: string, open-flags: open-flags,
                flags: descriptor-flags) -> result<descriptor, error-code>
            descriptor.readlink-at: async func(path: string) -> result<string, error-code>
            descriptor.remove-directory-at: async func(path: string) -> result<_, error-code>
            descriptor.rename-at: async func(old-path: string, new-descriptor: borrow<descriptor>, new-path: string)
                -> result<_, error-code>
            descriptor.symlink-at: async func(old-path: string, new-path: string) -> result<_, error-code>
            descriptor.unlink-file-at: async func(path: string) -> result<_, error-code>
            descriptor.is-same-object: async func(other: borrow<descriptor>) -> bool
            descriptor.metadata-hash: async func() -> result<metadata-hash-value, error-code>
            descriptor.metadata-hash-at: async func(path-flags: path-flags, path: string)
                -> result<metadata-hash-value, error-code>
            """);

    static final Declaration PREOPENS = Declaration.of("wasi:filesystem/preopens", List.of(Resources.DESCRIPTOR), """
            get-directories: func() -> list<tuple<descriptor, string>>
            """);

    static final String DESCRIPTOR = "descriptor";

    private FilesystemTypes() {}

    static Implementation implementation(HostState host) {
        FileDialect dialect = new Dialect();
        Timestamps times = new Timestamps(dialect, host.environment().clocks());
        Implementation types = new Implementation(TYPES);
        new ContentFunctions(dialect).offer(types);
        AttributeFunctions attributes = new AttributeFunctions(dialect, times);
        attributes.bodies().forEach((name, body) -> types.fileMethod(DESCRIPTOR, name, body));
        types.asyncMethod(DESCRIPTOR, "is-same-object", (call, args, result) -> {
            result.complete(attributes.isSameObject(new Call(call, args)));
            return () -> {};
        });
        new PathFunctions(dialect, times, host.nodes())
                .bodies()
                .forEach((name, body) -> types.fileMethod(DESCRIPTOR, name, body));
        return types;
    }

    static Implementation preopens(HostState host) {
        return new Implementation(PREOPENS)
                .func(
                        "get-directories",
                        call -> Values.list(host.preopens().stream()
                                .map(each -> Values.tuple(
                                        call.own(Resources.DESCRIPTOR, each.descriptor()), new Val.Str(each.guest())))
                                .toList()));
    }

    static Val errorCode(HostException e) {
        // The one code of 0.2 that 0.3 does not have.
        return e.error() == HostErr.AGAIN
                ? other("would-block")
                : new Val.VariantOf(FileErrors.label(e.error()), Optional.empty());
    }

    private static Val other(String what) {
        return new Val.VariantOf("other", Optional.of(Values.some(new Val.Str(what))));
    }

    /** How WASI 0.3 puts it. */
    private static final class Dialect implements FileDialect {

        @Override
        public HostResource<Descriptor> descriptor() {
            return Resources.DESCRIPTOR;
        }

        @Override
        public Val type(FileType type) {
            return switch (type) {
                case REGULAR -> plain("regular-file");
                case DIRECTORY -> plain("directory");
                case SYMLINK -> plain("symbolic-link");
                case CHARACTER_DEVICE -> plain("character-device");
                case BLOCK_DEVICE -> plain("block-device");
                case FIFO -> plain("fifo");
                case SOCKET -> plain("socket");
                case UNKNOWN -> new Val.VariantOf("other", Optional.of(Values.NONE));
            };
        }

        private static Val plain(String label) {
            return new Val.VariantOf(label, Optional.empty());
        }

        @Override
        public Val time(Instant time) {
            return Values.some(Instants.of(time));
        }

        @Override
        public Instant instant(Val.RecordOf moment) {
            return Instants.instant(moment);
        }
    }
}
