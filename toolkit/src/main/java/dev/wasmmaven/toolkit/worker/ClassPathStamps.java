package dev.wasmmaven.toolkit.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;

/** What tells a class path from what it was before: each entry with its size and time. */
final class ClassPathStamps {

    private ClassPathStamps() {}

    static List<String> of(List<Path> classPath) {
        return classPath.stream().map(ClassPathStamps::of).toList();
    }

    /** Of the class path that this JVM was started with, as it is now. */
    static List<String> own() {
        return of(Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(Path::of)
                .toList());
    }

    private static String of(Path entry) {
        try {
            BasicFileAttributes file = Files.readAttributes(entry, BasicFileAttributes.class);
            return entry + " " + file.size() + " " + file.lastModifiedTime().toMillis();
        } catch (IOException e) {
            return entry + " gone";
        }
    }
}
