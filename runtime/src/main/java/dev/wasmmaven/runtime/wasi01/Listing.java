package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.DirectoryEntry;
import dev.wasmmaven.runtime.host.fs.FileType;
import dev.wasmmaven.runtime.host.fs.HostDirectory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fd_readdir} reads. Cookie 0 takes a new picture of the directory, and the others count in it, so that a
 * guest that removes what it reads (as {@code remove_dir_all} does) misses nothing.
 */
final class Listing {

    private final HostDirectory directory;
    private @Nullable List<DirectoryEntry> picture;

    Listing(HostDirectory directory) {
        this.directory = directory;
    }

    /** The entries, {@code .} and {@code ..} first; the one at index {@code n} is followed by cookie {@code n + 1}. */
    List<DirectoryEntry> entries(long cookie) throws HostException {
        List<DirectoryEntry> entries = picture;
        if (cookie == 0 || entries == null) {
            entries = take();
            picture = entries;
        }
        return entries;
    }

    private List<DirectoryEntry> take() throws HostException {
        // The parent's inode would tell of what is outside, so ".." shows the directory's own.
        long inode = directory.stat().inode();
        List<DirectoryEntry> entries = new ArrayList<>();
        entries.add(new DirectoryEntry(".", FileType.DIRECTORY, inode));
        entries.add(new DirectoryEntry("..", FileType.DIRECTORY, inode));
        entries.addAll(directory.list());
        return entries;
    }
}
