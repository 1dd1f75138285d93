package dev.wasmmaven.toolkit.fingerprint;

import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The files of whole folders, so that new and removed files are noticed too. */
public final class InputTrees {

    private static final int MOST_FILES = 20_000;
    private static final Set<String> VERSION_CONTROL =
            Set.of(".git", ".hg", ".svn", ".jj", ".bzr", "_darcs", "CVS", ".pijul");
    /** Marks folders that may be thrown away at any time, such as cargo's (Cache Directory Tagging Specification). */
    private static final String CACHE_TAG = "CACHEDIR.TAG";

    private InputTrees() {}

    /**
     * Every regular file below the roots, symbolic links followed; without version control's own folders, caches and what is left out.
     *
     * @throws IOException a folder cannot be read, or there are too many files to look at each time
     */
    public static NavigableSet<Path> files(Iterable<Path> roots, Set<Path> leftOut) throws IOException {
        NavigableSet<Path> files = new TreeSet<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                Files.walkFileTree(
                        root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(files, leftOut));
            }
        }
        return files;
    }

    /**
     * A digest over the names and contents of the files of one folder, the same wherever that is.
     *
     * @throws IOException a file cannot be read, or there are too many
     */
    public static Digest digest(Path root, Set<Path> leftOut) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path each : files(List.of(root), leftOut)) {
            all.append(root.relativize(each).toString().replace('\\', '/'))
                    .append(' ')
                    .append(Digest.sha256(each).hex())
                    .append('\n');
        }
        return Digest.sha256(all.toString());
    }

    /** The roots without those that lie in others. */
    public static List<Path> outermost(Iterable<Path> roots) {
        NavigableSet<Path> kept = new TreeSet<>();
        // Sorted, a folder comes before what is in it.
        NavigableSet<Path> sorted = new TreeSet<>();
        roots.forEach(sorted::add);
        for (Path each : sorted) {
            if (kept.stream().noneMatch(each::startsWith)) {
                kept.add(each);
            }
        }
        return List.copyOf(kept);
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final NavigableSet<Path> files;
        private final Set<Path> leftOut;

        Visitor(NavigableSet<Path> files, Set<Path> leftOut) {
            this.files = files;
            this.leftOut = leftOut;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            boolean skip = leftOut.contains(folder)
                    || (name != null && VERSION_CONTROL.contains(name.toString()))
                    || Files.exists(folder.resolve(CACHE_TAG));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                files.add(file);
                if (files.size() > MOST_FILES) {
                    throw new IOException("more than " + MOST_FILES + " files");
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (problem instanceof FileSystemLoopException || Files.isSymbolicLink(file)) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }
    }
}
