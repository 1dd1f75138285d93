package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a build's worker depends on, apart from what each request says. Two builds share a worker only if all of it is the same: the Java
 * and its arguments, the plugin, and what a process hands down to its children.
 *
 * @param environment all variables that the worker is given
 * @param directory its working directory; empty where none is of importance
 * @param digits stands for all of it
 */
record KeptKey(Map<String, String> environment, Optional<Path> directory, String digits) {

    static final int DIGITS = 20;

    /** Variables that name arguments for every JVM. */
    private static final Set<String> JAVA_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** What a JVM, and our code in it, look at: folders, language, time zone, the dynamic linker. */
    private static final Pattern VARIABLE = Pattern.compile("JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS"
            + "|HOME|USER|LOGNAME|TMPDIR|LANG|LANGUAGE|LC_\\w+|TZ|TZDIR|XDG_CACHE_HOME|WASM_MAVEN_\\w+"
            + "|(LD|DYLD)_\\w+|MALLOC_\\w+|RES_OPTIONS|LOCALDOMAIN|HOSTALIASES");

    /** Lines of {@code /proc/self/status} (proc_pid_status(5)) that tell what a process may do and how. */
    private static final Pattern STATUS =
            Pattern.compile("^(Umask|Uid|Gid|Groups|NoNewPrivs|Seccomp|CapBnd|CapEff|Cpus_allowed|Mems_allowed):.*");

    private static final Path PROC = Path.of("/proc");

    /** Of a build in this process. */
    static KeptKey of(WorkerJvm jvm) throws IOException {
        return of(jvm, System.getenv());
    }

    static KeptKey of(WorkerJvm jvm, Map<String, String> variables) throws IOException {
        Map<String, String> environment = new TreeMap<>(variables);
        environment.keySet().removeIf(name -> !VARIABLE.matcher(name).matches());
        // Arguments may contain relative paths, such as an agent's.
        boolean inDirectory =
                !jvm.arguments().isEmpty() || JAVA_OPTIONS.stream().anyMatch(environment::containsKey);
        Optional<Path> directory = inDirectory ? Optional.of(Path.of("").toAbsolutePath()) : Optional.empty();
        List<String> all = new ArrayList<>(jvm.command(jvm.arguments(), directory.toString()));
        all.add(release(jvm.java()));
        all.addAll(ClassPathStamps.of(jvm.classPath()));
        environment.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(inherited());
        return new KeptKey(
                Map.copyOf(environment),
                directory,
                Digest.sha256(String.join("\n", all)).hex().substring(0, DIGITS));
    }

    /** What a JDK says of itself; a file that is changed by an update in place. */
    private static String release(Path java) throws IOException {
        Path file = java.toRealPath().resolveSibling("../release").normalize();
        return Files.isRegularFile(file)
                ? Files.readString(file)
                : Files.getLastModifiedTime(java).toString();
    }

    /** What Linux tells of it. Elsewhere users, folder and variables have to do. */
    private static List<String> inherited() throws IOException {
        List<String> all = new ArrayList<>();
        Path self = PROC.resolve("self");
        if (!Files.isDirectory(self)) {
            return all;
        }
        all.add(Files.readAllLines(self.resolve("status")).stream()
                .filter(line -> STATUS.matcher(line).matches())
                .collect(Collectors.joining("\n")));
        all.add(Files.readString(self.resolve("limits")));
        // Another container may share the cache, and not its paths.
        for (String namespace : List.of("mnt", "net", "pid", "user")) {
            all.add(Files.readSymbolicLink(self.resolve("ns").resolve(namespace))
                    .toString());
        }
        all.add(Files.readString(PROC.resolve("sys/kernel/random/boot_id")));
        return all;
    }
}
