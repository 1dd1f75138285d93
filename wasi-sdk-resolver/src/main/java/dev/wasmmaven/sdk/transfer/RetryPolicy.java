package dev.wasmmaven.sdk.transfer;

import java.time.Duration;

/**
 * How often and when a broken transfer is taken up again.
 *
 * @param attempts in a row without a new byte, 1 or greater; an attempt that brought bytes starts the count anew
 * @param firstPause before the second attempt; doubled before each further one
 * @param longestPause the limit of the doubling
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {

    /** Whatever comes in drops, a transfer ends after so many attempts. */
    static final int MOST_ATTEMPTS = 200;

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: " + attempts);
        }
    }

    /** Five attempts, pauses of 0.5 s to 30 s. */
    public static RetryPolicy defaults() {
        return new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    /** The pause after so many failures in a row, 1 or more. */
    Duration pause(int failures) {
        int doublings = Math.min(failures - 1, 20);
        Duration pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
