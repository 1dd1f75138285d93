package dev.wasmmaven.runtime.host.net;

import dev.wasmmaven.runtime.host.StopSignal;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The addresses of a host's name, asked for on other threads, since Java only has a call that blocks. */
public final class NameLookup {

    private static final Pattern IPV4 =
            Pattern.compile("(%s)(\\.(%s)){3}".replace("%s", "25[0-5]|2[0-4]\\d|1?\\d?\\d"));
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final int MAX_NAME = 253;
    private static final int MOST_AT_ONCE = 16;

    private volatile Optional<List<InetAddress>> answer = Optional.empty();

    private NameLookup() {}

    /** Made when a name is first looked up; shared by all guests, so that none gets a thread for each of its names. */
    private static final class Threads {
        static final Executor POOL = pool();

        private static Executor pool() {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    MOST_AT_ONCE, MOST_AT_ONCE, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), lookup -> {
                        Thread thread = new Thread(lookup, "wasi-name-lookup");
                        thread.setDaemon(true);
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }

    /**
     * Begins to look up.
     *
     * @param name a host's name, in Unicode too, or an IP address, which needs no looking up
     * @param signal woken when the answer is there
     * @throws IllegalArgumentException no name that a host could have
     */
    public static NameLookup start(String name, StopSignal signal) {
        NameLookup lookup = new NameLookup();
        Optional<InetAddress> literal = literal(name);
        if (literal.isPresent()) {
            lookup.answer = Optional.of(List.of(literal.get()));
            return lookup;
        }
        String ascii = ascii(name);
        Threads.POOL.execute(() -> {
            lookup.answer = Optional.of(ask(ascii));
            signal.wake();
        });
        return lookup;
    }

    private static Optional<InetAddress> literal(String name) {
        boolean looksLikeOne = name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
        if (!looksLikeOne || name.indexOf('%') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + name, e);
        }
    }

    private static String ascii(String name) {
        String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        String bare = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (bare.isEmpty() || bare.length() > MAX_NAME) {
            throw new IllegalArgumentException("not a host's name: '" + name + "'");
        }
        for (String label : bare.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException("not a host's name: '" + name + "'");
            }
        }
        return ascii;
    }

    private static List<InetAddress> ask(String name) {
        try {
            return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /** The addresses, none if the name has none; empty while the answer is not there. */
    public Optional<List<InetAddress>> answer() {
        return answer;
    }
}
