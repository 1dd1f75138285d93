package dev.wasmmaven.plugin.testing;

import dev.wasmmaven.plugin.config.ShellWords;
import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.toolkit.testrun.RuntimePrograms;
import dev.wasmmaven.toolkit.testrun.TestProgramLoader;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.worker.KeptWorkers;
import dev.wasmmaven.toolkit.worker.WorkerJvm;
import dev.wasmmaven.toolkit.worker.WorkerPrograms;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/**
 * The JVM that tests run in, as Surefire's users configure one.
 *
 * @param forked whether it is another one than Maven's
 * @param java its {@code java}; empty for Maven's own
 * @param arguments arguments for it
 * @param keepAlive how long it waits for another build after this one; empty: not at all
 */
public record TestJvm(boolean forked, Optional<Path> java, List<String> arguments, Optional<Duration> keepAlive) {

    /**
     * Reads parameters.
     *
     * @param forkCount 0 for Maven's own JVM, 1 for another one
     * @param java the {@code java} executable, or the home of a JDK
     * @param argLine arguments, quoted as for a shell
     * @param keepAlive how long it is kept for other builds; empty: not at all
     * @throws GoalException one of them has a value that is not understood
     */
    public static TestJvm of(
            int forkCount, Optional<Path> java, Optional<String> argLine, Optional<Duration> keepAlive) {
        if (forkCount != 0 && forkCount != 1) {
            throw GoalException.configuration(
                    "<forkCount> is " + forkCount,
                    "write 1, or 0 for Maven's own JVM; tests run in parallel inside of one JVM:"
                            + " -Dwasm.test.threads=N says how many");
        }
        return new TestJvm(
                forkCount == 1,
                java.map(TestJvm::executable),
                argLine.map(ShellWords::split).orElse(List.of()),
                keepAlive);
    }

    private static Path executable(Path configured) {
        if (!Files.isDirectory(configured)) {
            return configured;
        }
        Path windows = configured.resolve("bin").resolve("java.exe");
        return Files.exists(windows) ? windows : configured.resolve("bin").resolve("java");
    }

    /**
     * Makes it ready, in the background.
     *
     * @param threads how many tests run at the same time
     * @param log told whether it is kept
     */
    public TestProgramLoader open(int threads, Log log) {
        if (!forked) {
            return RuntimePrograms.forThreads(threads);
        }
        Path cache = HostSystem.current().cacheHome();
        WorkerJvm jvm = new WorkerJvm(
                java.orElseGet(WorkerJvm::currentJava), classPath(), arguments, threads, Optional.of(cache));
        return keepAlive
                .map(idle -> new WorkerPrograms(jvm, new KeptWorkers(cache, idle, new KeptJvmLog(log))))
                .orElseGet(() -> new WorkerPrograms(jvm));
    }

    /** What this plugin was loaded from, with all that it needs. */
    private static List<Path> classPath() {
        if (!(TestJvm.class.getClassLoader() instanceof URLClassLoader loader)) {
            throw new IllegalStateException("Maven has loaded the plugin in a way that does not tell its class path");
        }
        List<Path> path = new ArrayList<>();
        for (URL each : loader.getURLs()) {
            path.add(Path.of(uri(each)));
        }
        return path;
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a file: " + url, e);
        }
    }
}
