package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.host.HostLimits;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
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
    private final Optional<ZoneId> timezone;
    private final Optional<String> initialCwd;
    private final int maxThreads;
    private final List<ServerSocketChannel> listeners;
    private final NetworkRules network;
    private final long maxOutput;
    private final long maxFileBytes;
    private final int maxDescriptors;
    private final MissingImports missingImports;

    /** What becomes of functions that a program imports and this runtime does not have. */
    public enum MissingImports {
        /** The program is not run. */
        REFUSE,
        /** It is run, and traps when it calls one. */
        TRAP,
        /** It is run, and a call does nothing and gives zeros and null references. */
        ZERO
    }

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
        this.timezone = builder.timezone;
        this.initialCwd = builder.initialCwd;
        this.maxThreads = builder.maxThreads;
        this.listeners = List.copyOf(builder.listeners);
        this.network = builder.network;
        this.maxOutput = builder.maxOutput;
        this.maxFileBytes = builder.maxFileBytes;
        this.maxDescriptors = builder.maxDescriptors;
        this.missingImports = builder.missingImports;
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

    /** The time zone that the guest may know; empty for none. */
    public Optional<ZoneId> timezone() {
        return timezone;
    }

    /** The directory that a component is told it begins in; empty for none. */
    public Optional<String> initialCwd() {
        return initialCwd;
    }

    /** After this wall time the guest is stopped; empty for never. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Listening sockets, which the guest finds as descriptors after those of its directories. */
    public List<ServerSocketChannel> listeners() {
        return listeners;
    }

    public NetworkRules network() {
        return network;
    }

    /** Bytes that the guest may write to standard output and error together. */
    public long maxOutput() {
        return maxOutput;
    }

    /** Bytes that the guest may write to files. */
    public long maxFileBytes() {
        return maxFileBytes;
    }

    /** Descriptors that the guest may have open at once. */
    public int maxDescriptors() {
        return maxDescriptors;
    }

    /** Threads that the guest may have at the same time, beside the first one. */
    public int maxThreads() {
        return maxThreads;
    }

    public MissingImports missingImports() {
        return missingImports;
    }

    /** Collects options; the defaults give an empty environment, no directories, empty stdin and discarded output. */
    public static final class Builder {

        private static final int DEFAULT_MAX_THREADS = 2048;

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
        private Optional<ZoneId> timezone = Optional.empty();
        private Optional<String> initialCwd = Optional.empty();
        private int maxThreads = DEFAULT_MAX_THREADS;
        private final List<ServerSocketChannel> listeners = new ArrayList<>();
        private NetworkRules network = NetworkRules.NONE;
        private long maxOutput = HostLimits.DEFAULT.outputBytes();
        private long maxFileBytes = HostLimits.DEFAULT.fileBytes();
        private int maxDescriptors = HostLimits.DEFAULT.descriptors();
        private MissingImports missingImports = MissingImports.REFUSE;

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

        /**
         * Tells a component which of the guest's directories it begins in, through {@code initial-cwd} of
         * {@code wasi:cli/environment}; it is not checked that there is one.
         */
        public Builder initialCwd(String guestPath) {
            initialCwd = Optional.of(guestPath);
            return this;
        }

        /**
         * Tells the guest a time zone, through {@code wasi:clocks/timezone}, an unstable part of WASI 0.2; without, a
         * component that imports it cannot be run.
         */
        public Builder timezone(ZoneId value) {
            timezone = Optional.of(value);
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

        /** Gives a listening socket, bound; the run closes it. */
        public Builder listener(ServerSocketChannel value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /** What of the network a component may use; nothing by default. WASI 0.1 knows none but the {@link #listener}s. */
        public Builder network(NetworkRules value) {
            network = Objects.requireNonNull(value, "network");
            return this;
        }

        /** Ends the guest with a trap when it writes more to standard output and error together; unlimited by default. */
        public Builder maxOutput(long bytes) {
            maxOutput = notNegative("maxOutput", bytes);
            return this;
        }

        /**
         * Refuses the guest to write more to files, with {@code EDQUOT}; unlimited by default. Counted is what is
         * written or extends a file, and 4 KiB for each file, directory or link made; nothing is given back.
         */
        public Builder maxFileBytes(long bytes) {
            maxFileBytes = notNegative("maxFileBytes", bytes);
            return this;
        }

        /** Refuses the guest more open descriptors, with {@code EMFILE}; 8,192 by default. */
        public Builder maxDescriptors(int count) {
            maxDescriptors = (int) notNegative("maxDescriptors", count);
            return this;
        }

        /**
         * Lets the guest have so many threads at the same time, beside the first one; 2,048 by default, 0 for none. To
         * start one more fails with {@code EAGAIN}.
         */
        public Builder maxThreads(int count) {
            maxThreads = (int) notNegative("maxThreads", count);
            return this;
        }

        public Builder missingImports(MissingImports value) {
            missingImports = Objects.requireNonNull(value, "missingImports");
            return this;
        }

        private static long notNegative(String name, long value) {
            if (value < 0) {
                throw new IllegalArgumentException(name + " must not be negative: " + value);
            }
            return value;
        }

        public RunOptions build() {
            return new RunOptions(this);
        }
    }
}
