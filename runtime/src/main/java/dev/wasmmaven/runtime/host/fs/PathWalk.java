package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The walk of a guest's path, component by component, from an open directory that it never leaves. The result is an
 * open parent directory and one name in it, so that what is done next cannot be led astray; it must be closed.
 *
 * <p>After {@code path-resolution.md} of wasi-filesystem and POSIX 4.13, Pathname Resolution.
 */
final class PathWalk implements AutoCloseable {

    /** What to do with a symbolic link in the last component. */
    enum Last {
        /** Follow it. */
        FOLLOW,
        /** Take the link itself; with a trailing slash, follow it. */
        NOFOLLOW,
        /** Take the name itself, trailing slash or not: it is about to be made, removed or renamed. */
        ENTRY
    }

    /** Symbolic links followed in one walk before giving up, as Linux does. */
    static final int MAX_LINKS = 40;

    /** From the start directory, which is not ours to close, down to where we are. */
    private final Deque<OpenDirectory> stack = new ArrayDeque<>();

    private final Deque<String> rest = new ArrayDeque<>();
    private int links;
    private boolean directoryWanted;
    private @Nullable Path name;

    private PathWalk(OpenDirectory start) {
        stack.push(start);
    }

    static PathWalk walk(OpenDirectory start, String path, Last last) throws HostException, IOException {
        check(path);
        PathWalk walk = new PathWalk(start);
        boolean arrived = false;
        try {
            walk.expand(path);
            walk.run(last);
            arrived = true;
            return walk;
        } finally {
            if (!arrived) {
                walk.close();
            }
        }
    }

    /** Refuses a path that no walk may begin: empty, with a NUL, absolute, too long. */
    static void check(String path) throws HostException {
        if (path.isEmpty()) {
            throw new HostException(HostErr.NOENT);
        }
        if (path.indexOf('\0') >= 0) {
            throw new HostException(HostErr.INVAL);
        }
        if (path.startsWith("/")) {
            throw new HostException(HostErr.PERM);
        }
        if (path.length() > HostNames.MAX_PATH || path.getBytes(StandardCharsets.UTF_8).length > HostNames.MAX_PATH) {
            throw new HostException(HostErr.NAMETOOLONG);
        }
    }

    /** The directory that {@link #name()} is in, or that was meant itself if there is no name. */
    OpenDirectory directory() {
        return stack.element();
    }

    /** The last component; null if the path leads to {@link #directory()} itself, as {@code .} does. */
    @Nullable
    Path name() {
        return name;
    }

    /** Whether the path ended with a slash, so that only a directory will do. */
    boolean directoryWanted() {
        return directoryWanted;
    }

    /** Puts a path, or a link's target, before what is left to walk. */
    private void expand(String path) {
        boolean last = rest.isEmpty();
        String[] names = path.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty()) {
                rest.push(names[i]);
            }
        }
        if (last && path.endsWith("/")) {
            directoryWanted = true;
        }
    }

    private void run(Last last) throws HostException, IOException {
        while (!rest.isEmpty()) {
            String component = rest.pop();
            if (component.equals(".")) {
                continue;
            }
            if (component.equals("..")) {
                up();
                continue;
            }
            Path entry = HostNames.toHost(component);
            boolean isLast = rest.isEmpty();
            if (isLast && (last == Last.ENTRY || (last == Last.NOFOLLOW && !directoryWanted))) {
                name = entry;
                return;
            }
            BasicFileAttributes attributes;
            try {
                attributes = directory().attributes(entry);
            } catch (NoSuchFileException e) {
                if (isLast) {
                    name = entry;
                    return;
                }
                throw e;
            }
            if (attributes.isSymbolicLink()) {
                follow(entry);
            } else if (isLast) {
                name = entry;
                return;
            } else if (attributes.isDirectory()) {
                stack.push(directory().open(entry));
            } else {
                throw new HostException(HostErr.NOTDIR);
            }
        }
    }

    private void follow(Path link) throws HostException, IOException {
        if (++links > MAX_LINKS) {
            throw new HostException(HostErr.LOOP);
        }
        String target = HostNames.targetToGuest(directory().readLink(link));
        check(target);
        expand(target);
    }

    private void up() throws HostException, IOException {
        if (stack.size() == 1) {
            throw new HostException(HostErr.PERM);
        }
        stack.pop().close();
    }

    @Override
    public void close() throws IOException {
        while (stack.size() > 1) {
            stack.pop().close();
        }
    }
}
