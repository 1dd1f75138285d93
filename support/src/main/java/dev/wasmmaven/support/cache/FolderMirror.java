package dev.wasmmaven.support.cache;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A copy of a folder that follows its original: what is the same already is not touched, so that it keeps its time of last change. */
public final class FolderMirror {

    private FolderMirror() {}

    /**
     * Makes a folder the same as another; symbolic links of the original are followed. Several processes may do so at once.
     *
     * @param wanted asked for each file and folder of the original; what is in a folder that is not wanted is left out too
     * @throws IOException the original cannot be read, or the copy cannot be written
     */
    public static void update(Path original, Path copy, Predicate<Path> wanted) throws IOException {
        NavigableSet<Path> files = files(original, wanted);
        for (Path each : files) {
            byte[] content = Files.readAllBytes(original.resolve(each));
            Path place = copy.resolve(each);
            if (!Files.isRegularFile(place) || !Arrays.equals(content, Files.readAllBytes(place))) {
                AtomicFiles.write(place, content);
            }
        }
        NavigableSet<Path> gone = files(copy, file -> !isUnfinished(file));
        gone.removeAll(files);
        for (Path each : gone) {
            Files.deleteIfExists(copy.resolve(each));
        }
    }

    /** Another process's, about to be moved to its place. */
    private static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(".tmp");
    }

    /** The files below a folder, relative to it. */
    private static NavigableSet<Path> files(Path root, Predicate<Path> wanted) throws IOException {
        NavigableSet<Path> files = new TreeSet<>();
        Files.walkFileTree(
                root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        return folder.equals(root) || wanted.test(folder)
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (wanted.test(file)) {
                            files.add(root.relativize(file));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }
}
