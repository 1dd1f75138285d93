package dev.wasmmaven.runtime.engine.cache;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Tells whether a directory can be trusted: whether only this user, and the system's, can change what is in it. */
final class PrivateDirectory {

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** Bit of a directory's mode that lets only owners rename and delete, as in {@code /tmp}. */
    private static final int STICKY = 0x200;

    private final boolean unix =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    private final UserPrincipal user;

    /** @throws IOException it cannot be found out who the user is */
    PrivateDirectory() throws IOException {
        this.user = currentUser();
    }

    private static UserPrincipal currentUser() throws IOException {
        // A container's user need not have a name.
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return Files.getOwner(self);
        }
        return FileSystems.getDefault()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
    }

    /** Makes a directory that only this user can use, with those around it. */
    void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (unix) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    /** Why the directory cannot be trusted; empty if it can. */
    Optional<String> reasonAgainst(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!Files.getOwner(real).equals(user)) {
            return Optional.of(real + " belongs to " + Files.getOwner(real).getName());
        }
        if (!unix) {
            // On Windows the owner is what can be told without reading access control lists entry by entry; the default
            // directory is inside the user's profile.
            return Optional.empty();
        }
        if (othersWrite(real)) {
            return Optional.of("others can write to " + real);
        }
        for (Path parent = real.getParent(); parent != null; parent = parent.getParent()) {
            boolean safeOwner = Files.getOwner(parent).equals(user) || isSystem(parent);
            if (!safeOwner || (othersWrite(parent) && !isSticky(parent))) {
                return Optional.of("others can replace what is in " + parent);
            }
        }
        return Optional.empty();
    }

    /** Whether a file in the directory is an ordinary one of this user's. */
    boolean isOwn(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(user);
    }

    private static boolean othersWrite(Path directory) throws IOException {
        return Files.getPosixFilePermissions(directory).stream().anyMatch(OTHERS_WRITE::contains);
    }

    private static boolean isSystem(Path directory) throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid"));
    }

    private static boolean isSticky(Path directory) throws IOException {
        return ((int) Files.getAttribute(directory, "unix:mode") & STICKY) != 0;
    }
}
