package dev.wasmmaven.toolkit.doctor;

import java.util.Optional;

/**
 * The machine.
 *
 * @param system name of the operating system
 * @param architecture of the processor, as Java names it
 * @param java version of the Java that runs the build
 * @param proxy where the proxy for downloads comes from; empty: there is none
 */
public record MachineFacts(String system, String architecture, String java, Optional<String> proxy) {

    /** The machine that this runs on. */
    public static MachineFacts current(Optional<String> proxy) {
        return new MachineFacts(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                proxy);
    }
}
