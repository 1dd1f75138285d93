package dev.wasmmaven.plugin.testing;

import dev.wasmmaven.toolkit.worker.KeptWorkers;
import org.apache.maven.plugin.logging.Log;

/**
 * Tells Maven's log of JVMs for tests that are kept between builds.
 *
 * @param log where to
 */
public record KeptJvmLog(Log log) implements KeptWorkers.Listener {

    @Override
    public void debug(String message) {
        log.debug(message);
    }

    @Override
    public void notKept(String reason) {
        log.warn("The JVM of the tests is not kept for other builds: " + reason);
    }
}
