package dev.wasmmaven.toolkit.worker;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How this module's tests start workers. */
public final class TestWorkers {

    private TestWorkers() {}

    public static WorkerJvm jvm(int threads, String... arguments) {
        return new WorkerJvm(WorkerJvm.currentJava(), classPath(), List.of(arguments), threads, Optional.empty());
    }

    /** Everything that this JVM was started with, be it on the class path or as modules. */
    static List<Path> classPath() {
        Set<Path> path = new LinkedHashSet<>();
        for (String each : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            path.add(Path.of(each));
        }
        ModuleLayer.boot().configuration().modules().stream()
                .flatMap(each -> each.reference().location().stream())
                .filter(each -> each.getScheme().equals("file"))
                .map((URI each) -> Path.of(each))
                .forEach(path::add);
        return List.copyOf(path);
    }
}
