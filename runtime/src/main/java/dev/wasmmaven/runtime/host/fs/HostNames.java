package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names of guests, which are UTF-8, as names of the host and back.
 *
 * <p>Java converts strings to file names with {@code sun.jnu.encoding}, which is ASCII under {@code LANG=C}; it would
 * then refuse or garble a name such as {@code ä}. On Unix a name that is not plain ASCII therefore goes through a
 * {@code file:} URI, whose escaped octets the JDK takes as the bytes of the name.
 */
final class HostNames {

    /** Longest name of one component, in bytes ({@code NAME_MAX}). */
    static final int MAX_NAME = 255;

    /** Longest path, in bytes ({@code PATH_MAX}). */
    static final int MAX_PATH = 4096;

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private static final Set<String> WINDOWS_DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");

    private HostNames() {}

    /** One name, neither {@code .} nor {@code ..} nor with a {@code /}, as a relative path of the host. */
    static Path toHost(String name) throws HostException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME) {
            throw new HostException(HostErr.NAMETOOLONG);
        }
        if (WINDOWS) {
            checkWindows(name);
        } else if (bytes.length != name.length()) {
            return fromBytes(bytes);
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new HostException(HostErr.ILSEQ, e);
        }
    }

    /**
     * A relative symbolic link's target as a path of the host: on Unix with the slash that it may have at its end.
     */
    static Path targetToHost(String target) throws HostException {
        if (!WINDOWS) {
            Path absolute = absoluteFromBytes(target.getBytes(StandardCharsets.UTF_8));
            return absolute.subpath(0, absolute.getNameCount());
        }
        Path path = Path.of("");
        for (String name : target.split("/", -1)) {
            if (!name.isEmpty()) {
                path = path.resolve(name.equals(".") || name.equals("..") ? Path.of(name) : toHost(name));
            }
        }
        return path;
    }

    /** The last component of a path of the host; empty if it is not UTF-8, so that no guest can name it. */
    static Optional<String> toGuest(Path path) {
        Path last = path.getFileName();
        if (last == null) {
            return Optional.empty();
        }
        String name = last.toString();
        if (WINDOWS || isPlain(name)) {
            return Optional.of(name);
        }
        String uri = last.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        return unescape(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end));
    }

    /** A symbolic link's target, relative to the link; {@code HostErr.PERM} if absolute. */
    @SuppressWarnings("StringSplitter") // That nothing empty comes last is what is wanted here.
    static String targetToGuest(Path target) throws HostException {
        if (target.isAbsolute() || target.getRoot() != null) {
            throw new HostException(HostErr.PERM);
        }
        String written = target.toString();
        if (WINDOWS) {
            return written.replace('\\', '/');
        }
        if (isPlain(written)) {
            return written;
        }
        // The slashes are what they are in any encoding; between them, names that may need to be decoded anew.
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (String each : written.split("(?<=/)|(?=/)")) {
            text.append(each.equals("/") ? each : nameInTarget(target.getName(next++)));
        }
        return text.toString();
    }

    /** A name as the JDK takes it out of a target that is not normalized: possibly with the slash that follows it. */
    private static String nameInTarget(Path name) throws HostException {
        String text = toGuest(name).orElseThrow(() -> new HostException(HostErr.ILSEQ));
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isPlain(String name) {
        // A byte that the encoding lacks shows as '?' or as U+FFFD, depending on the encoding.
        return name.chars().allMatch(c -> c < 0x80 && c != '?');
    }

    private static Path fromBytes(byte[] name) throws HostException {
        Path last = absoluteFromBytes(name).getFileName();
        if (last == null) {
            throw new HostException(HostErr.INVAL);
        }
        return last;
    }

    /** Bytes of a path as they are, after the root. */
    private static Path absoluteFromBytes(byte[] name) {
        StringBuilder uri = new StringBuilder("file:///");
        for (byte each : name) {
            uri.append('%').append(String.format(Locale.ROOT, "%02X", each));
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static Optional<String> unescape(String escaped) {
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                bytes.put((byte) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Refuses what Windows would read as another drive, stream, device or directory. */
    private static void checkWindows(String name) throws HostException {
        boolean special = name.chars().anyMatch(c -> c < 0x20 || "\\:*?\"<>|".indexOf(c) >= 0);
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        String device = stem.strip().toUpperCase(Locale.ROOT);
        if (special
                || name.endsWith(".")
                || name.endsWith(" ")
                || WINDOWS_DEVICES.contains(device)
                || device.matches("(COM|LPT)[0-9\u00b9\u00b2\u00b3]")) {
            throw new HostException(HostErr.INVAL);
        }
    }
}
