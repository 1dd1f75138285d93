package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.support.process.Conversation;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How a JVM for tests is started.
 *
 * @param java the {@code java} executable
 * @param classPath jars and folders with this toolkit and what it needs to run programs
 * @param arguments further arguments for the JVM, after ours
 * @param threads how many instances run at the same time, at least 1
 * @param cache the user's folder for what can be made again, for what makes the start faster; empty: nothing is kept
 */
public record WorkerJvm(Path java, List<Path> classPath, List<String> arguments, int threads, Optional<Path> cache) {

    /**
     * Those of the command line's launcher, which says why; guests' memories are read and written directly, as its manifest
     * provides. What the JVM itself has to say must not be taken for an answer.
     */
    static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:-DontCompileHugeMethods",
            "-XX:-ClipInlining",
            "-XX:Tier3InvocationThreshold=100",
            "-XX:Tier3MinInvocationThreshold=50",
            "-XX:Tier3CompileThreshold=500",
            "-XX:Tier3BackEdgeThreshold=5000",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:+DisplayVMOutputToStderr",
            "--add-exports",
            "java.base/jdk.internal.misc=ALL-UNNAMED");

    public WorkerJvm {
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
    }

    /** The executable of the JVM that this is called in. */
    public static Path currentJava() {
        boolean windows = File.separatorChar == '\\';
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    }

    /** Starts one. */
    Conversation start(Consumer<String> stderr) {
        return CommandRunner.inheriting()
                .converse(Command.of(command(extra(List.of()), Integer.toString(threads))), stderr);
    }

    /** JVM arguments after those that it always has: for a faster start, some of the caller's, the user's. */
    List<String> extra(List<String> flags) {
        List<String> extra = new ArrayList<>(ClassDataArchive.arguments(this));
        extra.addAll(flags);
        extra.addAll(arguments);
        return extra;
    }

    /** The command line that has a worker do something, with JVM arguments after those that it always has. */
    List<String> command(List<String> extra, String... what) {
        List<String> command = new ArrayList<>();
        command.add(java.toAbsolutePath().toString());
        command.addAll(FLAGS);
        command.addAll(extra);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(WorkerMain.class.getName());
        command.addAll(List.of(what));
        return command;
    }
}
