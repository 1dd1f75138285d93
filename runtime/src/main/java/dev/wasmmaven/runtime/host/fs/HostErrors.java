package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StoppedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From Java's exceptions to error numbers. Java keeps {@code errno} only where it has an exception class for it; for
 * the rest there is the text of {@code strerror}, here in the C locale's wording. What guests meet often is therefore
 * found out by looking before acting, and does not depend on these texts.
 */
final class HostErrors {

    private static final Map<String, HostErr> BY_TEXT = texts();

    private HostErrors() {}

    private static Map<String, HostErr> texts() {
        Map<String, HostErr> texts = new LinkedHashMap<>();
        texts.put("No such file or directory", HostErr.NOENT);
        texts.put("File exists", HostErr.EXIST);
        texts.put("Permission denied", HostErr.ACCES);
        texts.put("Operation not permitted", HostErr.PERM);
        texts.put("Not a directory", HostErr.NOTDIR);
        texts.put("Is a directory", HostErr.ISDIR);
        texts.put("Directory not empty", HostErr.NOTEMPTY);
        texts.put("Too many levels of symbolic links", HostErr.LOOP);
        texts.put("File name too long", HostErr.NAMETOOLONG);
        texts.put("No space left on device", HostErr.NOSPC);
        texts.put("Disk quota exceeded", HostErr.DQUOT);
        texts.put("Read-only file system", HostErr.ROFS);
        texts.put("Invalid argument", HostErr.INVAL);
        texts.put("File too large", HostErr.FBIG);
        texts.put("Too many open files in system", HostErr.NFILE);
        texts.put("Too many open files", HostErr.MFILE);
        texts.put("Too many links", HostErr.MLINK);
        texts.put("Text file busy", HostErr.TXTBSY);
        texts.put("Device or resource busy", HostErr.BUSY);
        texts.put("Invalid cross-device link", HostErr.XDEV);
        texts.put("Cross-device link", HostErr.XDEV);
        texts.put("Operation not supported", HostErr.NOTSUP);
        texts.put("No such device or address", HostErr.NXIO);
        texts.put("Illegal seek", HostErr.SPIPE);
        texts.put("Broken pipe", HostErr.PIPE);
        texts.put("Bad file descriptor", HostErr.BADF);
        texts.put("Cannot allocate memory", HostErr.NOMEM);
        texts.put("Value too large for defined data type", HostErr.OVERFLOW);
        return texts;
    }

    /**
     * The error of an exception.
     *
     * @throws StoppedException if the thread was interrupted in a file operation: Java then closes the file, and
     *     threads of guests are interrupted only to stop them
     */
    static HostException of(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            throw new StoppedException();
        }
        return new HostException(error(e), e);
    }

    private static HostErr error(IOException e) {
        if (e instanceof NoSuchFileException) {
            return HostErr.NOENT;
        }
        if (e instanceof FileAlreadyExistsException) {
            return HostErr.EXIST;
        }
        if (e instanceof AccessDeniedException) {
            return HostErr.ACCES;
        }
        if (e instanceof DirectoryNotEmptyException) {
            return HostErr.NOTEMPTY;
        }
        if (e instanceof NotDirectoryException) {
            return HostErr.NOTDIR;
        }
        if (e instanceof NotLinkException) {
            return HostErr.INVAL;
        }
        if (e instanceof FileSystemLoopException) {
            return HostErr.LOOP;
        }
        if (e instanceof AtomicMoveNotSupportedException) {
            return HostErr.XDEV;
        }
        if (e instanceof ClosedChannelException) {
            return HostErr.BADF;
        }
        String text = e instanceof FileSystemException files ? files.getReason() : e.getMessage();
        if (text == null) {
            return HostErr.IO;
        }
        for (Map.Entry<String, HostErr> each : BY_TEXT.entrySet()) {
            if (text.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return HostErr.IO;
    }

    /** The error of an unchecked exception of the file system provider. */
    static HostException of(UnsupportedOperationException e) {
        return new HostException(e instanceof ReadOnlyFileSystemException ? HostErr.ROFS : HostErr.NOTSUP, e);
    }
}
