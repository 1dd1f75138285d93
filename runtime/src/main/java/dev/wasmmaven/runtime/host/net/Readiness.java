package dev.wasmmaven.runtime.host.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells, once for each question, when a channel becomes ready. One daemon thread serves the process. */
final class Readiness {

    private static final int LONGEST_CLOSE_SECONDS = 10;

    /** A question: what is waited for on a channel, and what is run when it happens or the channel is closed. */
    private record Question(SelectableChannel channel, int operations, Runnable answer) {}

    private final Selector selector;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> closing = new ConcurrentLinkedQueue<>();

    private Readiness() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "wasi-sockets");
        thread.setDaemon(true);
        thread.start();
    }

    /** Made when a guest first waits for a socket. */
    private static final class Holder {
        static final Readiness INSTANCE = new Readiness();
    }

    /**
     * Runs {@code answer} once, on the selector's thread, when one of the operations would not block, or soon if the
     * channel is closed.
     *
     * @param channel in non-blocking mode
     * @param operations bits of {@link SelectionKey}
     * @param answer must not block
     */
    static void await(SelectableChannel channel, int operations, Runnable answer) {
        Holder.INSTANCE.questions.add(new Question(channel, operations, answer));
        Holder.INSTANCE.selector.wakeup();
    }

    /** Lets a channel that was just closed be given back to the host, which happens at the next selection. */
    static void closed(SelectableChannel channel) {
        if (channel.isRegistered()) {
            Holder.INSTANCE.selector.wakeup();
        }
    }

    /**
     * Waits until a channel that was just closed is given back to the host, so that its address is free. Whoever calls this
     * holds no lock that an answer takes, and is not on the selector's thread.
     *
     * @param channel one that was waited for once; others are given back when they are closed
     */
    static void awaitClosed(SelectableChannel channel) {
        CountDownLatch closed = new CountDownLatch(1);
        Holder.INSTANCE.whenClosed(channel, closed);
        try {
            if (!closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the thread that serves the sockets does not answer");
            }
        } catch (InterruptedException e) {
            // The run is being stopped: nobody needs the address.
            Thread.currentThread().interrupt();
        }
    }

    /** The selector gives closed channels back while it selects, so that its thread knows after that. */
    private void whenClosed(SelectableChannel channel, CountDownLatch closed) {
        closing.add(() -> {
            if (channel.isRegistered()) {
                whenClosed(channel, closed);
            } else {
                closed.countDown();
            }
        });
        selector.wakeup();
    }

    private void serve() {
        while (true) {
            try {
                selector.select();
                answer();
                ask();
                answerClosing();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Those that are added meanwhile wait for the next selection. */
    private void answerClosing() {
        for (int count = closing.size(); count > 0; count--) {
            Runnable next = closing.poll();
            if (next != null) {
                next.run();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Question> asked(SelectionKey key) {
        return (List<Question>) key.attachment();
    }

    private void ask() {
        for (Question each = questions.poll(); each != null; each = questions.poll()) {
            try {
                SelectionKey key = each.channel().keyFor(selector);
                if (key == null) {
                    key = each.channel().register(selector, 0, new ArrayList<Question>());
                }
                asked(key).add(each);
                key.interestOpsOr(each.operations());
            } catch (ClosedChannelException | CancelledKeyException e) {
                each.answer().run();
            }
        }
    }

    private void answer() {
        for (SelectionKey key : selector.selectedKeys()) {
            List<Question> waiting = asked(key);
            try {
                int ready = key.readyOps();
                List<Question> left = new ArrayList<>();
                int interest = 0;
                for (Question each : waiting) {
                    if ((each.operations() & ready) == 0) {
                        left.add(each);
                        interest |= each.operations();
                    } else {
                        each.answer().run();
                    }
                }
                waiting.clear();
                waiting.addAll(left);
                key.interestOps(interest);
            } catch (CancelledKeyException e) {
                waiting.forEach(each -> each.answer().run());
                waiting.clear();
            }
        }
        selector.selectedKeys().clear();
    }
}
