package dev.wasmmaven.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a guest is given. Immutable; nothing of the host is given unless named here. */
public final class RunOptions {

    private final List<String> args;
    private final Map<String, String> env;
    private final List<Preopen> preopens;
    private final InputStream stdin;
    private final OutputStream stdout;
    private final OutputStream stderr;
    private final Set<StdStream> terminals;
    private final Optional<Duration> timeout;

    /** A standard stream. */
    public enum StdStream {
        STDIN,
        STDOUT,
        STDERR
    }

    private RunOptions(Builder builder) {
        this.args = List.copyOf(builder.args);
        this.env = Collections.unmodifiableMap(new LinkedHashMap<>(builder.env));
        this.preopens = List.copyOf(builder.preopens);
        this.stdin = builder.stdin;
        this.stdout = builder.stdout;
        this.stderr = builder.stderr;
        this.terminals = Set.copyOf(builder.terminals);
        this.timeout = builder.timeout;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Arguments; the first is the program's name. */
    public List<String> args() {
        return args;
    }

    /** The whole environment of the guest, in the order given. */
    public Map<String, String> env() {
        return env;
    }

    public List<Preopen> preopens() {
        return preopens;
    }

    public InputStream stdin() {
        return stdin;
    }

    public OutputStream stdout() {
        return stdout;
    }

    public OutputStream stderr() {
        return stderr;
    }

    /** The streams that the guest is told are terminals. */
    public Set<StdStream> terminals() {
        return terminals;
    }

    /** After this wall time the guest is stopped; empty for never. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Collects options; the defaults give an empty environment, no directories, empty stdin and discarded output. */
    public static final class Builder {

        /** More than anybody waits, and less than overflows a count of nanoseconds. */
        private static final Duration MAX_TIMEOUT = Duration.ofDays(36_500);

        private final List<String> args = new ArrayList<>();
        private final Map<String, String> env = new LinkedHashMap<>();
        private final List<Preopen> preopens = new ArrayList<>();
        private InputStream stdin = InputStream.nullInputStream();
        private OutputStream stdout = OutputStream.nullOutputStream();
        private OutputStream stderr = OutputStream.nullOutputStream();
        private final Set<StdStream> terminals = EnumSet.noneOf(StdStream.class);
        private Optional<Duration> timeout = Optional.empty();

        private Builder() {}

        /** Adds arguments; the first of all is the program's name. */
        public Builder args(List<String> values) {
            args.addAll(values);
            return this;
        }

        /** Adds arguments; the first of all is the program's name. */
        public Builder args(String... values) {
            return args(List.of(values));
        }

        /** Sets a variable of the guest's environment. */
        public Builder env(String name, String value) {
            env.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Sets variables of the guest's environment. */
        public Builder env(Map<String, String> values) {
            values.forEach(this::env);
            return this;
        }

        /** Gives a directory, readable and writable. */
        public Builder preopen(Path host, String guest) {
            return preopen(new Preopen(host, guest, false));
        }

        /** Gives a directory. */
        public Builder preopen(Preopen preopen) {
            preopens.add(Objects.requireNonNull(preopen, "preopen"));
            return this;
        }

        public Builder stdin(InputStream value) {
            stdin = Objects.requireNonNull(value, "stdin");
            return this;
        }

        /** Receives the guest's standard output; flushed, never closed. */
        public Builder stdout(OutputStream value) {
            stdout = Objects.requireNonNull(value, "stdout");
            return this;
        }

        /** Receives the guest's standard error; flushed, never closed. */
        public Builder stderr(OutputStream value) {
            stderr = Objects.requireNonNull(value, "stderr");
            return this;
        }

        /** Tells the guest that this stream is a terminal; without, none is. */
        public Builder terminal(StdStream stream) {
            terminals.add(stream);
            return this;
        }

        /** Stops the guest after this wall time; an {@link IllegalArgumentException} if it is not positive. */
        public Builder timeout(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("timeout must be positive: " + value);
            }
            timeout = Optional.of(value.compareTo(MAX_TIMEOUT) < 0 ? value : MAX_TIMEOUT);
            return this;
        }

        public RunOptions build() {
            return new RunOptions(this);
        }
    }
}
