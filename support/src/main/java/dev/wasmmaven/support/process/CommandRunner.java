package dev.wasmmaven.support.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs child processes. Output of {@link #run} is decoded as UTF-8, line by line, and handed over on the thread that called, so that
 * callbacks need no locks and loggers see their usual thread. Whatever ends a run early (timeout, interruption, a callback
 * that throws) ends the child with all its descendants. Safe for use by several threads.
 */
public final class CommandRunner {

    private static final Duration GRACE = Duration.ofSeconds(2);
    /** How long a descendant may keep silent on inherited streams after the child itself has ended. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** How long descendants may go on talking after the child itself has ended. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    private static final int QUEUED_LINES = 4096;

    private final @Nullable Map<String, String> environment;

    private CommandRunner(@Nullable Map<String, String> environment) {
        this.environment = environment;
    }

    /** A runner whose children get this process's environment, with each command's difference. */
    public static CommandRunner inheriting() {
        return new CommandRunner(null);
    }

    /** A runner whose children get exactly this environment, with each command's difference. */
    public static CommandRunner withEnvironment(Map<String, String> environment) {
        return new CommandRunner(Map.copyOf(environment));
    }

    /**
     * Runs a command and collects what it says.
     *
     * @throws CommandException it could not be started, did not end in time, or the thread was interrupted
     */
    public CommandResult run(Command command) {
        List<String> stdout = new ArrayList<>();
        List<String> stderr = new ArrayList<>();
        int exitCode = run(command, stdout::add, stderr::add);
        return new CommandResult(exitCode, stdout, stderr);
    }

    /**
     * Runs a command.
     *
     * @param stdout called with each line of standard output, on this thread
     * @param stderr called with each line of standard error, on this thread
     * @return the exit code
     * @throws CommandException it could not be started, did not end in time, or the thread was interrupted
     */
    public int run(Command command, Consumer<String> stdout, Consumer<String> stderr) {
        Process process = start(command);
        closeStdin(process);
        BlockingQueue<LinePump.Event> queue = new LinkedBlockingQueue<>(QUEUED_LINES);
        String name = "command-" + process.pid();
        Thread out = LinePump.start(process.getInputStream(), false, queue, name + "-stdout");
        Thread err = LinePump.start(process.getErrorStream(), true, queue, name + "-stderr");
        Thread exit = watchExit(process, queue, name);
        boolean done = false;
        try {
            dispatch(command, queue, stdout, stderr);
            int exitCode = process.waitFor();
            done = true;
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException.Interrupted(command, e);
        } finally {
            if (!done) {
                ProcessTree.end(process.toHandle(), GRACE);
            }
            out.interrupt();
            err.interrupt();
            exit.interrupt();
        }
    }

    /**
     * Starts a command that is talked to while it runs; its timeout is not heeded.
     *
     * @param stderr called with each line of standard error, on a thread of its own
     * @throws CommandException.NotStarted it could not be started
     */
    public Conversation converse(Command command, Consumer<String> stderr) {
        return new Conversation(start(command), stderr);
    }

    /**
     * Starts a command that goes on when this process has ended; its timeout is not heeded. Its standard input is empty.
     *
     * @param output file to which both its streams are added; made if it is missing
     * @throws CommandException.NotStarted it could not be started
     */
    public ProcessHandle launch(Command command, Path output) {
        ProcessBuilder builder = builder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(output.toString())));
        Process process = start(command, builder);
        closeStdin(process);
        return process.toHandle();
    }

    private Process start(Command command) {
        return start(command, builder(command));
    }

    private ProcessBuilder builder(Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        command.directory().map(path -> new File(path.toString())).ifPresent(builder::directory);
        Map<String, String> variables = builder.environment();
        if (environment != null) {
            variables.clear();
            variables.putAll(environment);
        }
        command.environment()
                .forEach((name, value) ->
                        value.ifPresentOrElse(v -> variables.put(name, v), () -> variables.remove(name)));
        return builder;
    }

    private static Process start(Command command, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandException.NotStarted(command, e);
        }
    }

    /** An empty standard input: a child that asks gets an end of file instead of waiting for ever. */
    private static void closeStdin(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
            return;
        }
    }

    private static Thread watchExit(Process process, BlockingQueue<LinePump.Event> queue, String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        process.waitFor();
                        queue.put(new LinePump.Exit());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name + "-exit");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Hands lines over until both streams have ended, or the child has ended and nothing more comes. */
    private static void dispatch(
            Command command, BlockingQueue<LinePump.Event> queue, Consumer<String> stdout, Consumer<String> stderr)
            throws InterruptedException {
        long start = System.nanoTime();
        long limit = command.timeout().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        int open = 2;
        while (open > 0) {
            LinePump.Event event = queue.poll(Math.max(limit - (System.nanoTime() - start), 0), TimeUnit.NANOSECONDS);
            if (event instanceof LinePump.Exit) {
                drain(queue, open, stdout, stderr);
                return;
            }
            open -= handOver(event, stdout, stderr);
            if (System.nanoTime() - start >= limit) {
                throw new CommandException.TimedOut(command, command.timeout().orElse(Duration.ZERO));
            }
        }
        awaitExit(command, queue, start, limit);
    }

    /** A child that has closed its streams may still run. */
    private static void awaitExit(Command command, BlockingQueue<LinePump.Event> queue, long start, long limit)
            throws InterruptedException {
        if (queue.poll(Math.max(limit - (System.nanoTime() - start), 0), TimeUnit.NANOSECONDS) == null) {
            throw new CommandException.TimedOut(command, command.timeout().orElse(Duration.ZERO));
        }
    }

    /**
     * The child has ended: takes what its streams still hold. A descendant that stays, such as a compiler cache's
     * server, may hold them open for hours, so silence counts as the end too.
     */
    private static void drain(
            BlockingQueue<LinePump.Event> queue, int streams, Consumer<String> stdout, Consumer<String> stderr)
            throws InterruptedException {
        long end = System.nanoTime() + AFTERMATH.toNanos();
        int open = streams;
        while (open > 0 && System.nanoTime() < end) {
            LinePump.Event event = queue.poll(LINGER.toNanos(), TimeUnit.NANOSECONDS);
            if (event == null) {
                return;
            }
            open -= handOver(event, stdout, stderr);
        }
    }

    /** Hands a line over; returns how many streams have ended with this event. */
    private static int handOver(LinePump.@Nullable Event event, Consumer<String> stdout, Consumer<String> stderr) {
        if (event instanceof LinePump.Line line) {
            (line.error() ? stderr : stdout).accept(line.text());
        }
        return event instanceof LinePump.End ? 1 : 0;
    }
}
