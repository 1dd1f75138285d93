package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandException;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes of a worker as its JVM maps them into memory (class data sharing; from JDK 25 an AOT cache, JEP 514), which halves
 * what its start takes. Made once for each Java and class path by a run of our own; several builds that want the same one wait
 * for each other. Nothing is made or used where others could change it, since what is in it is run.
 */
final class ClassDataArchive {

    /** What the worker is asked to do in the run that makes one. */
    static final String TRAIN = "train";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int KEY_DIGITS = 24;
    private static final String FILE = "classes";

    /** From this version on it is an AOT cache, which also keeps what the JVM has learned of methods. */
    private static final int FIRST_WITH_AOT = 25;

    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"((\\d+)[^\"]*)\"$", Pattern.MULTILINE);

    private final WorkerJvm jvm;
    private final int release;

    private ClassDataArchive(WorkerJvm jvm, int release) {
        this.jvm = jvm;
        this.release = release;
    }

    /**
     * The JVM arguments that use it; it is made first if it is not there. None where there can be none: no cache, a JVM that does not
     * tell its version, classes in folders.
     */
    static List<String> arguments(WorkerJvm jvm) {
        if (jvm.cache().isEmpty()) {
            return List.of();
        }
        Path cache = jvm.cache().get();
        try {
            Path file = jvm.java().toRealPath().resolveSibling("../release").normalize();
            String about = Files.readString(file);
            Matcher version = VERSION.matcher(about);
            Path folder = cache.resolve(CacheFolder.TEST_JVM.group());
            if (!version.find()
                    || !jvm.classPath().stream().allMatch(Files::isRegularFile)
                    || WasiRuntime.codeCacheProblem(folder).isPresent()) {
                return List.of();
            }
            ClassDataArchive archive = new ClassDataArchive(jvm, Integer.parseInt(version.group(2)));
            Path made = new FolderCache(cache)
                    .get(CacheFolder.TEST_JVM.key(version.group(1) + "-" + archive.key(about)), () -> {}, archive::make)
                    .resolve(FILE);
            return Files.size(made) > 0 ? archive.use(made) : List.of();
        } catch (IOException e) {
            // It is only for speed.
            return List.of();
        }
    }

    /** The JVM checks an archive too, but would silently do without it, for ever, where a jar has changed. */
    private String key(String about) {
        List<String> all = new ArrayList<>(List.of(about, jvm.java().toString()));
        all.addAll(WorkerJvm.FLAGS);
        all.addAll(ClassPathStamps.of(jvm.classPath()));
        return Digest.sha256(String.join("\n", all)).hex().substring(0, KEY_DIGITS);
    }

    /** A JVM that does not make one leaves an empty file, so that it is not asked at every start. */
    private void make(Path folder) throws IOException {
        Path archive = folder.resolve(FILE);
        try {
            CommandRunner.inheriting()
                    .run(Command.of(jvm.command(dump(archive), TRAIN)).within(Optional.of(PATIENCE)));
        } catch (CommandException.TimedOut e) {
            Files.deleteIfExists(archive);
        }
        if (!Files.exists(archive)) {
            Files.createFile(archive);
        }
    }

    private List<String> dump(Path archive) {
        return List.of((release < FIRST_WITH_AOT ? "-XX:ArchiveClassesAtExit=" : "-XX:AOTCacheOutput=") + archive);
    }

    private List<String> use(Path archive) {
        return release < FIRST_WITH_AOT
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto")
                : List.of("-XX:AOTCache=" + archive);
    }
}
