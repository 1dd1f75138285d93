package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.toolkit.build.TestExecutable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What to test and how; immutable. */
public final class TestRunRequest {

    /** Time for one test unless said otherwise: long enough for slow suites, short enough that a CI job ends. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /** How many bytes of each stream of a test are kept unless said otherwise. */
    public static final int DEFAULT_OUTPUT_LIMIT = 256 * 1024;

    private final List<TestExecutable> executables;
    private final TestFilter filter;
    private final int threads;
    private final Optional<Duration> timeout;
    private final Map<String, String> env;
    private final List<Preopen> preopens;
    private final boolean network;
    private final int outputLimit;
    private final Optional<Path> durations;

    private TestRunRequest(Builder builder) {
        this.executables = List.copyOf(builder.executables);
        this.filter = builder.filter;
        this.threads = builder.threads;
        this.timeout = builder.timeout;
        this.env = Collections.unmodifiableMap(new LinkedHashMap<>(builder.env));
        this.preopens = List.copyOf(builder.preopens);
        this.network = builder.network;
        this.outputLimit = builder.outputLimit;
        this.durations = builder.durations;
    }

    public static Builder builder(List<TestExecutable> executables) {
        return new Builder(executables);
    }

    /** The executables, in the order of reports. */
    public List<TestExecutable> executables() {
        return executables;
    }

    public TestFilter filter() {
        return filter;
    }

    /** How many tests run at the same time; at least 1. */
    public int threads() {
        return threads;
    }

    /** Wall time after which a test is stopped and counted as an error; empty for never. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Variables for the tests besides those that cargo sets; these win. */
    public Map<String, String> env() {
        return env;
    }

    /** Directories for the tests besides the defaults (see {@link TestRunner}). */
    public List<Preopen> preopens() {
        return preopens;
    }

    /** Whether tests may use the host's network. */
    public boolean network() {
        return network;
    }

    /** How many bytes of each stream of a test are kept; the rest is left out in the middle. */
    public int outputLimit() {
        return outputLimit;
    }

    /** A file that remembers how long tests take, so that the longest begin; empty: nothing is remembered. */
    public Optional<Path> durations() {
        return durations;
    }

    /** Collects what a request says; everything but the executables has a default. */
    public static final class Builder {
        private final List<TestExecutable> executables;
        private TestFilter filter = TestFilter.ALL;
        private int threads = Runtime.getRuntime().availableProcessors();
        private Optional<Duration> timeout = Optional.of(DEFAULT_TIMEOUT);
        private final Map<String, String> env = new LinkedHashMap<>();
        private final List<Preopen> preopens = new ArrayList<>();
        private boolean network;
        private int outputLimit = DEFAULT_OUTPUT_LIMIT;
        private Optional<Path> durations = Optional.empty();

        private Builder(List<TestExecutable> executables) {
            this.executables = List.copyOf(executables);
        }

        public Builder filter(TestFilter value) {
            filter = Objects.requireNonNull(value, "filter");
            return this;
        }

        /** How many tests run at the same time; default is the number of processors. */
        public Builder threads(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("threads must be at least 1: " + value);
            }
            threads = value;
            return this;
        }

        /** Time for one test; default {@link TestRunRequest#DEFAULT_TIMEOUT}. */
        public Builder timeout(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("timeout must be positive: " + value);
            }
            timeout = Optional.of(value);
            return this;
        }

        /** Lets a test run for as long as it likes. */
        public Builder noTimeout() {
            timeout = Optional.empty();
            return this;
        }

        public Builder env(Map<String, String> values) {
            env.putAll(values);
            return this;
        }

        public Builder preopen(Preopen value) {
            preopens.add(Objects.requireNonNull(value, "preopen"));
            return this;
        }

        /** Lets tests use the host's network: TCP, UDP and names, as WASI 0.2 has them. */
        public Builder network(boolean value) {
            network = value;
            return this;
        }

        /** How many bytes of each stream of a test are kept, at least 1024; default {@link TestRunRequest#DEFAULT_OUTPUT_LIMIT}. */
        public Builder outputLimit(int value) {
            if (value < 1024) {
                throw new IllegalArgumentException("outputLimit must be at least 1024 bytes: " + value);
            }
            outputLimit = value;
            return this;
        }

        /** Remembers how long tests take in a file, which is made if it is missing. */
        public Builder durations(Path file) {
            durations = Optional.of(file);
            return this;
        }

        public TestRunRequest build() {
            return new TestRunRequest(this);
        }
    }
}
