package dev.wasmmaven.sdk.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A folder that entries of an archive are put into and that none gets out of. Names with {@code ..}, roots or drives are
 * refused; symbolic links are made last, so that no entry can be written through one, and only where they lead to a place
 * inside; hard links only to files of the same archive. Permissions are ours: what the archive says of them decides only
 * whether a file may be executed, so that no set-user-id bit and no file that others may write comes out of it.
 */
final class GuardedFolder {

    private static final int BUFFER = 1 << 16;
    private static final EnumSet<PosixFilePermission> EXECUTE = EnumSet.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    /** Names that Windows takes for devices, in every folder and with any extension. */
    private static final Pattern WINDOWS_DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private final Path root;
    private final UnpackLimits limits;
    private final Unpacker.FileMaker maker;
    private final boolean posix;
    private final boolean windows;
    private final Set<Path> files = new HashSet<>();
    private final List<Link> links = new ArrayList<>();
    private Optional<String> top = Optional.empty();
    private long entries;
    private long bytes;

    GuardedFolder(Path root, UnpackLimits limits, Unpacker.FileMaker maker) throws IOException {
        this.root = root.toRealPath();
        this.limits = limits;
        this.maker = maker;
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        this.windows = System.getProperty("os.name", "").startsWith("Windows");
    }

    private record Link(Path place, Path target, String name) {}

    void folder(String name) throws IOException {
        Optional<Path> place = place(name);
        if (place.isPresent()) {
            makeFolder(place.get());
        }
    }

    void file(String name, InputStream content, boolean executable) throws IOException {
        Path place =
                place(name).orElseThrow(() -> new UnsafeEntryException("'" + name + "' stands beside the top folder"));
        makeFolder(parent(place));
        write(place, name, content);
        if (executable && posix) {
            allowExecution(place);
        }
    }

    /** Only remembered: it is made when all files are there. */
    void symbolicLink(String name, String target) throws IOException {
        Path place = place(name).orElseThrow(() -> new UnsafeEntryException("the top folder is a link"));
        if (target.isEmpty() || isAbsolute(target)) {
            throw new UnsafeEntryException("the link '" + name + "' leads to '" + target + "'");
        }
        Path resolved = parent(place).resolve(target).normalize();
        if (!resolved.startsWith(root) || resolved.equals(root)) {
            throw new UnsafeEntryException("the link '" + name + "' leads outside, to '" + target + "'");
        }
        links.add(new Link(place, parent(place).relativize(resolved), name));
    }

    void hardLink(String name, String target) throws IOException {
        Path place = place(name).orElseThrow(() -> new UnsafeEntryException("the top folder is a link"));
        Optional<Path> original = place(target);
        entries--;
        if (original.isEmpty() || !files.contains(original.get())) {
            throw new UnsafeEntryException("the link '" + name + "' leads to '" + target + "', no file before it");
        }
        // A copy: a second name for the same file would let a change of one change the other.
        makeFolder(parent(place));
        boolean executable = Files.isExecutable(original.get());
        try (InputStream in = Files.newInputStream(original.get())) {
            write(place, name, in);
        }
        if (executable && posix) {
            allowExecution(place);
        }
    }

    /** Makes the links, and says what there is. */
    Unpacker.Summary finish() throws IOException {
        for (Link link : links) {
            makeLink(link);
        }
        for (Link link : links) {
            if (Files.exists(link.place) && !link.place.toRealPath().startsWith(root)) {
                throw new UnsafeEntryException("the link '" + link.name + "' leads outside by way of another link");
            }
        }
        return new Unpacker.Summary(files.size(), bytes);
    }

    private void makeLink(Link link) throws IOException {
        makeFolder(parent(link.place));
        if (!parent(link.place).toRealPath().equals(parent(link.place))) {
            throw new UnsafeEntryException("the link '" + link.name + "' lies behind another link");
        }
        try {
            Files.createSymbolicLink(link.place, link.target);
        } catch (FileAlreadyExistsException e) {
            throw new UnsafeEntryException("'" + link.name + "' is there twice");
        } catch (IOException | UnsupportedOperationException e) {
            // Windows allows links to few users only.
            copyInstead(link, e);
        }
    }

    private void copyInstead(Link link, Exception refused) throws IOException {
        Path original = parent(link.place).resolve(link.target).normalize();
        if (!files.contains(original)) {
            throw new WriteException(
                    new IOException("the link '" + link.name + "' cannot be made: " + refused, refused));
        }
        try (InputStream in = Files.newInputStream(original)) {
            write(link.place, link.name, in);
        }
    }

    /** Where an entry goes; empty for the top folder itself. */
    private Optional<Path> place(String name) throws IOException {
        if (++entries > limits.mostEntries()) {
            throw new TooLargeException("more than " + limits.mostEntries() + " files");
        }
        if (name.isEmpty() || isAbsolute(name) || name.indexOf('\0') >= 0) {
            throw new UnsafeEntryException("'" + name + "' is no name inside the archive");
        }
        Path place = root;
        boolean first = true;
        for (String segment : name.split(windows ? "[/\\\\]" : "/", -1)) {
            if (segment.isEmpty() || ".".equals(segment)) {
                continue;
            }
            if (!allowed(segment)) {
                throw new UnsafeEntryException("'" + name + "' leads outside");
            }
            if (first) {
                enterTop(segment, name);
                first = false;
            } else {
                place = place.resolve(segment);
            }
        }
        return place.equals(root) ? Optional.empty() : Optional.of(place);
    }

    private void enterTop(String segment, String name) throws UnsafeEntryException {
        if (!top.orElse(segment).equals(segment)) {
            throw new UnsafeEntryException(
                    "'" + name + "' is not in the folder '" + top.orElse("") + "' of the entries before");
        }
        top = Optional.of(segment);
    }

    private boolean allowed(String segment) {
        return !"..".equals(segment)
                && (!windows
                        || (segment.indexOf(':') < 0
                                && !WINDOWS_DEVICE.matcher(segment).matches()));
    }

    private static boolean isAbsolute(String name) {
        return name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:.*");
    }

    private static Path parent(Path place) {
        Path parent = place.getParent();
        if (parent == null) {
            throw new IllegalStateException("no parent: " + place);
        }
        return parent;
    }

    private void makeFolder(Path folder) throws IOException {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new UnsafeEntryException("'" + root.relativize(folder) + "' is both a file and a folder");
        } catch (IOException e) {
            throw new WriteException(e);
        }
    }

    private void write(Path place, String name, InputStream content) throws IOException {
        OutputStream out = create(place, name);
        try {
            copy(content, out);
        } finally {
            close(out);
        }
        files.add(place);
    }

    private OutputStream create(Path place, String name) throws IOException {
        try {
            return maker.create(place);
        } catch (FileAlreadyExistsException e) {
            throw new UnsafeEntryException("'" + name + "' is there twice");
        } catch (IOException e) {
            throw new WriteException(e);
        }
    }

    /** Some file systems tell only here that there is no room. */
    private static void close(OutputStream out) throws WriteException {
        try {
            out.close();
        } catch (IOException e) {
            throw new WriteException(e);
        }
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            bytes += n;
            if (bytes > limits.mostBytes()) {
                throw new TooLargeException("more than " + limits.mostBytes() + " bytes");
            }
            try {
                out.write(buffer, 0, n);
            } catch (IOException e) {
                throw new WriteException(e);
            }
        }
    }

    private static void allowExecution(Path file) throws IOException {
        try {
            // Whoever may read may execute: the process's umask has decided on reading already.
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            for (PosixFilePermission each : EXECUTE) {
                PosixFilePermission read =
                        PosixFilePermission.valueOf(each.name().replace("EXECUTE", "READ"));
                if (permissions.contains(read)) {
                    permissions.add(each);
                }
            }
            Files.setPosixFilePermissions(file, permissions);
        } catch (IOException e) {
            throw new WriteException(e);
        }
    }
}
