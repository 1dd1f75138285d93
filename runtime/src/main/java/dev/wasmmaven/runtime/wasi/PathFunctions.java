package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.FileStat;
import dev.wasmmaven.runtime.host.fs.HostDirectory;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.host.fs.HostNode;
import dev.wasmmaven.runtime.host.fs.OpenMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of {@code wasi:filesystem/types} that take a path, relative to a directory. */
public final class PathFunctions {

    private static final String READ = "read";
    private static final String WRITE = "write";
    private static final String MUTATE_DIRECTORY = "mutate-directory";

    private static final String FILE_INTEGRITY = "file-integrity-sync";
    private static final String DATA_INTEGRITY = "data-integrity-sync";
    private static final List<String> SYNC = List.of(FILE_INTEGRITY, DATA_INTEGRITY, "requested-write-sync");

    private final FileDialect dialect;
    private final FileRecords records;
    private final Timestamps times;
    private final OpenNodes nodes;

    public PathFunctions(FileDialect dialect, Timestamps times, OpenNodes nodes) {
        this.dialect = dialect;
        this.records = new FileRecords(dialect);
        this.times = times;
        this.nodes = nodes;
    }

    /** The methods of a descriptor by their names. */
    public Map<String, FileBody> bodies() {
        return Map.ofEntries(
                Map.entry("create-directory-at", call -> {
                    directory(call).createDirectory(call.string(1));
                    return null;
                }),
                Map.entry("stat-at", call -> records.stat(statAt(call))),
                Map.entry("set-times-at", this::setTimesAt),
                Map.entry("link-at", this::linkAt),
                Map.entry("open-at", this::openAt),
                Map.entry("readlink-at", call -> new Val.Str(directory(call).readLink(call.string(1)))),
                Map.entry("remove-directory-at", call -> {
                    directory(call).removeDirectory(call.string(1));
                    return null;
                }),
                Map.entry("rename-at", this::renameAt),
                Map.entry("symlink-at", call -> {
                    directory(call).symlink(call.string(1), call.string(2));
                    return null;
                }),
                Map.entry("unlink-file-at", call -> {
                    directory(call).unlinkFile(call.string(1));
                    return null;
                }),
                Map.entry("metadata-hash-at", call -> FileRecords.metadataHash(statAt(call))));
    }

    /** The descriptors that a guest starts with may do everything that their directory allows. */
    public static Set<String> flagsOfPreopen(HostDirectory directory) {
        return directory.readOnly() ? Set.of(READ) : Set.of(READ, MUTATE_DIRECTORY);
    }

    private HostDirectory directory(Call call) throws HostException {
        return call.object(dialect.descriptor(), 0).directory();
    }

    private static boolean follow(Call call, int index) {
        return call.flags(index).contains("symlink-follow");
    }

    private FileStat statAt(Call call) throws HostException {
        return directory(call).stat(call.string(2), follow(call, 1));
    }

    private @Nullable Val setTimesAt(Call call) throws HostException {
        directory(call).setTimes(call.string(2), follow(call, 1), times.of(call.variant(3)), times.of(call.variant(4)));
        return null;
    }

    /** Links to links are made, not followed. */
    private @Nullable Val linkAt(Call call) throws HostException {
        HostDirectory directory = directory(call);
        HostDirectory newDirectory = call.object(dialect.descriptor(), 3).directory();
        if (follow(call, 1)) {
            throw new HostException(HostErr.INVAL);
        }
        directory.link(call.string(2), newDirectory, call.string(4));
        return null;
    }

    private @Nullable Val renameAt(Call call) throws HostException {
        HostDirectory directory = directory(call);
        HostDirectory newDirectory = call.object(dialect.descriptor(), 2).directory();
        directory.rename(call.string(1), newDirectory, call.string(3));
        return null;
    }

    private Val openAt(Call call) throws HostException {
        HostDirectory directory = directory(call);
        Set<String> openFlags = call.flags(3);
        Set<String> flags = call.flags(4);
        nodes.requireRoom();
        boolean create = openFlags.contains("create");
        boolean truncate = openFlags.contains("truncate");
        boolean write = flags.contains(WRITE) || create || truncate;
        boolean read = flags.contains(READ) || !flags.contains(WRITE);
        HostNode node = directory.open(
                call.string(2),
                new OpenMode(
                        read,
                        write,
                        create,
                        openFlags.contains("exclusive"),
                        truncate,
                        openFlags.contains("directory"),
                        follow(call, 1)));
        return call.own(dialect.descriptor(), opened(node, flags, read, write, directory.readOnly()));
    }

    private Descriptor opened(HostNode node, Set<String> asked, boolean read, boolean write, boolean readOnly) {
        Set<String> flags = new LinkedHashSet<>();
        if (read) {
            flags.add(READ);
        }
        if (node instanceof HostFile file) {
            if (write) {
                flags.add(WRITE);
            }
            file.durability(durability(asked));
            SYNC.stream().filter(asked::contains).forEach(flags::add);
        } else if (!readOnly && asked.contains(MUTATE_DIRECTORY)) {
            // Only what is reported depends on it: C libraries remove files by descriptors that they have opened for
            // reading.
            flags.add(MUTATE_DIRECTORY);
        }
        return Descriptor.of(nodes.add(node), flags, readOnly);
    }

    /** Reads of what was written see it in any case, so that {@code requested-write-sync} asks for nothing more. */
    private static HostFile.Durability durability(Set<String> flags) {
        if (flags.contains(FILE_INTEGRITY)) {
            return HostFile.Durability.FILE;
        }
        return flags.contains(DATA_INTEGRITY) ? HostFile.Durability.DATA : HostFile.Durability.HOST;
    }
}
