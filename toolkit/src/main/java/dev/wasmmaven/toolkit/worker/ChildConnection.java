package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.support.process.Conversation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/** To a worker that is a child of this process, for this process alone: it reads its standard input and ends with it. */
final class ChildConnection implements WorkerConnection {

    /** How long one that did not greet may take to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LastLines errors = new LastLines();
    private final Conversation conversation;
    private final InputStream answers;

    /**
     * Starts a worker and waits for its greeting.
     *
     * @param start starts it, given who wants the lines of its standard error
     * @throws WorkerException it ended before it said anything
     */
    ChildConnection(Function<Consumer<String>, Conversation> start) {
        conversation = start.apply(errors::add);
        answers = new BufferedInputStream(conversation.stdout());
        if (!greets()) {
            String cause = "the JVM for the tests did not start: " + ending(PATIENCE);
            conversation.close();
            throw new WorkerException(cause);
        }
    }

    private boolean greets() {
        try {
            return Frame.awaitGreeting(answers);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public InputStream answers() {
        return answers;
    }

    @Override
    public OutputStream requests() {
        return conversation.stdin();
    }

    @Override
    public long pid() {
        return conversation.pid();
    }

    @Override
    public String ending(Duration patience) {
        OptionalInt code = OptionalInt.empty();
        try {
            code = conversation.awaitEnd(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String how = code.isPresent() ? "it ended with code " + code.getAsInt() : "it answers no more";
        List<String> lines = errors.lines();
        return lines.isEmpty() ? how : how + ":\n  " + String.join("\n  ", lines);
    }

    @Override
    public void kill() {
        conversation.close();
    }

    @Override
    public void close(Duration patience) {
        try {
            conversation.stdin().close();
            conversation.awaitEnd(patience);
        } catch (IOException e) {
            // It has ended already.
            conversation.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        conversation.close();
    }
}
