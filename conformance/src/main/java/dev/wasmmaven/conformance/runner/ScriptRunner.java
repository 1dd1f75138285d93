package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.conformance.script.Command;
import dev.wasmmaven.conformance.script.Script;
import dev.wasmmaven.runtime.engine.CoreStop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs scripts, each on a thread and an engine of its own, within a time limit. */
public final class ScriptRunner {

    /**
     * Room for the deepest recursion that scripts expect to succeed. More would be a trap: an interpreter keeps locals
     * on the heap, and endless recursion of a function with a thousand of them exhausts that first.
     */
    private static final long STACK_BYTES = 4L << 20;

    /** How long guest code may take to notice that it was stopped. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final EngineMode mode;
    private final Duration timeout;

    /**
     * @param timeout for one whole script; when it is over, the running command and those after it fail
     */
    public ScriptRunner(EngineMode mode, Duration timeout) {
        this.mode = mode;
        this.timeout = timeout;
    }

    /**
     * One outcome for each command, in order.
     *
     * @throws InterruptedException the calling thread was interrupted; the script was stopped
     */
    public List<Outcome> run(Script script) throws InterruptedException {
        CoreStop stop = new CoreStop();
        List<Outcome> outcomes = new ArrayList<>();
        Thread thread = new Thread(null, () -> runAll(script, stop, outcomes), script.source(), STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(timeout.toMillis());
        } finally {
            stop.stop();
        }
        thread.join(GRACE.toMillis());
        // A thread that notices nothing, as in an endless compilation, is left behind; it must add nothing any more.
        synchronized (outcomes) {
            List<Outcome> all = new ArrayList<>(outcomes);
            for (Command command :
                    script.commands().subList(all.size(), script.commands().size())) {
                all.add(Outcome.fail(
                        command.line(),
                        "not run to its end, the script took longer than " + timeout.toSeconds() + " s"));
            }
            return all;
        }
    }

    private void runAll(Script script, CoreStop stop, List<Outcome> outcomes) {
        Session session = new Session(script, mode, stop);
        for (Command command : script.commands()) {
            Outcome outcome = session.judge(command);
            synchronized (outcomes) {
                if (stop.isStopped()) {
                    return;
                }
                outcomes.add(outcome);
            }
        }
    }
}
