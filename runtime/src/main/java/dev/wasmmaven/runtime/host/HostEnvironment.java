package dev.wasmmaven.runtime.host;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Everything one run of a guest is given. Immutable; what is not named here the guest does not get. */
public final class HostEnvironment {

    private final List<String> args;
    private final Map<String, String> env;
    private final List<HostPreopen> preopens;
    private final InputStream stdin;
    private final OutputStream stdout;
    private final OutputStream stderr;
    private final boolean stdinTerminal;
    private final boolean stdoutTerminal;
    private final boolean stderrTerminal;
    private final HostClocks clocks;
    private final HostRandom random;
    private final List<ServerSocketChannel> listeners;
    private final NetworkAccess network;
    private final HostLimits limits;
    private final Optional<ZoneId> timezone;
    private final Optional<String> initialCwd;

    private HostEnvironment(Builder builder) {
        this.args = List.copyOf(builder.args);
        this.env = Collections.unmodifiableMap(new LinkedHashMap<>(builder.env));
        this.preopens = List.copyOf(builder.preopens);
        this.stdin = builder.stdin;
        this.stdout = builder.stdout;
        this.stderr = builder.stderr;
        this.stdinTerminal = builder.stdinTerminal;
        this.stdoutTerminal = builder.stdoutTerminal;
        this.stderrTerminal = builder.stderrTerminal;
        this.clocks = builder.clocks;
        this.random = builder.random;
        this.listeners = List.copyOf(builder.listeners);
        this.network = builder.network;
        this.limits = builder.limits;
        this.timezone = builder.timezone;
        this.initialCwd = builder.initialCwd;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Arguments; the first is the program's name. */
    public List<String> args() {
        return args;
    }

    /** The whole environment, in the order given. */
    public Map<String, String> env() {
        return env;
    }

    /** The directories, in the order given; a guest searches them by the longest matching name. */
    public List<HostPreopen> preopens() {
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

    /** Whether the guest is told that its standard input is a terminal. */
    public boolean stdinTerminal() {
        return stdinTerminal;
    }

    /** Whether the guest is told that its standard output is a terminal. */
    public boolean stdoutTerminal() {
        return stdoutTerminal;
    }

    /** Whether the guest is told that its standard error is a terminal. */
    public boolean stderrTerminal() {
        return stderrTerminal;
    }

    public HostClocks clocks() {
        return clocks;
    }

    public HostRandom random() {
        return random;
    }

    /** The listening sockets, in the order given. */
    public List<ServerSocketChannel> listeners() {
        return listeners;
    }

    /** What of the network it may use. */
    public NetworkAccess network() {
        return network;
    }

    public HostLimits limits() {
        return limits;
    }

    /** The time zone that the guest may know; empty for none, so that it takes UTC. */
    public Optional<ZoneId> timezone() {
        return timezone;
    }

    /** The directory that a component is told it begins in. */
    public Optional<String> initialCwd() {
        return initialCwd;
    }

    /**
     * Collects what a guest is given. The defaults: no arguments, empty environment, no directories, empty standard
     * input, discarded output, no terminals, the host's clocks, secure random bytes, no sockets, no network, no time
     * zone, the limits of {@link HostLimits#DEFAULT}.
     */
    public static final class Builder {
        private final List<String> args = new ArrayList<>();
        private final Map<String, String> env = new LinkedHashMap<>();
        private final List<HostPreopen> preopens = new ArrayList<>();
        private InputStream stdin = InputStream.nullInputStream();
        private OutputStream stdout = OutputStream.nullOutputStream();
        private OutputStream stderr = OutputStream.nullOutputStream();
        private boolean stdinTerminal;
        private boolean stdoutTerminal;
        private boolean stderrTerminal;
        private HostClocks clocks = HostClocks.system();
        private HostRandom random = HostRandom.secure();
        private final List<ServerSocketChannel> listeners = new ArrayList<>();
        private NetworkAccess network = NetworkAccess.NONE;
        private HostLimits limits = HostLimits.DEFAULT;
        private Optional<ZoneId> timezone = Optional.empty();
        private Optional<String> initialCwd = Optional.empty();

        private Builder() {}

        /** Adds arguments, the first of all being the program's name; an {@link IllegalArgumentException} on a NUL. */
        public Builder args(List<String> values) {
            values.forEach(value -> args.add(withoutNul("argument", value)));
            return this;
        }

        /**
         * Sets a variable.
         *
         * @throws IllegalArgumentException the name is empty or has a {@code =}, or either has a NUL
         */
        public Builder env(String name, String value) {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw new IllegalArgumentException("not a name of an environment variable: '" + name + "'");
            }
            env.put(withoutNul("variable name", name), withoutNul("variable " + name, value));
            return this;
        }

        /** Sets variables; see {@link #env(String, String)}. */
        public Builder env(Map<String, String> values) {
            values.forEach(this::env);
            return this;
        }

        /** Gives a directory. */
        public Builder preopen(Path host, String guest, boolean readOnly) {
            preopens.add(new HostPreopen(host, withoutNul("directory name", guest), readOnly));
            return this;
        }

        /** Where standard input comes from; never closed. A daemon thread reads it if the guest must wait for it. */
        public Builder stdin(InputStream value) {
            stdin = Objects.requireNonNull(value, "stdin");
            return this;
        }

        /** Where standard output goes; flushed after each write, never closed. */
        public Builder stdout(OutputStream value) {
            stdout = Objects.requireNonNull(value, "stdout");
            return this;
        }

        /** Where standard error goes; flushed after each write, never closed. */
        public Builder stderr(OutputStream value) {
            stderr = Objects.requireNonNull(value, "stderr");
            return this;
        }

        /** Which of the standard streams the guest is told are terminals. */
        public Builder terminals(boolean in, boolean out, boolean err) {
            stdinTerminal = in;
            stdoutTerminal = out;
            stderrTerminal = err;
            return this;
        }

        public Builder clocks(HostClocks value) {
            clocks = Objects.requireNonNull(value, "clocks");
            return this;
        }

        public Builder random(HostRandom value) {
            random = Objects.requireNonNull(value, "random");
            return this;
        }

        /** Gives a listening socket, bound; it is closed when the guest closes it or ends. */
        public Builder listener(ServerSocketChannel value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        public Builder network(NetworkAccess value) {
            network = Objects.requireNonNull(value, "network");
            return this;
        }

        public Builder limits(HostLimits value) {
            limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /** Tells the guest a time zone; without, it knows none. */
        public Builder timezone(ZoneId value) {
            timezone = Optional.of(value);
            return this;
        }

        /** Tells a component which directory it begins in; without, that there is none. */
        public Builder initialCwd(String value) {
            initialCwd = Optional.of(withoutNul("directory name", value));
            return this;
        }

        public HostEnvironment build() {
            return new HostEnvironment(this);
        }

        private static String withoutNul(String what, String value) {
            if (value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(what + " contains a NUL character");
            }
            return value;
        }
    }
}
