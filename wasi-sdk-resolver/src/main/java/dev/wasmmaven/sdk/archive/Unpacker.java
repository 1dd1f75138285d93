package dev.wasmmaven.sdk.archive;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Unpacks {@code tar.gz} and {@code zip} archives, leaving out the folder that all entries are in. */
public final class Unpacker {

    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int ZIP_MAGIC = 0x504B;
    private static final int BUFFER = 1 << 16;

    private final UnpackLimits limits;
    private final FileMaker maker;

    /** An unpacker that keeps to limits. */
    public Unpacker(UnpackLimits limits) {
        this(limits, file -> Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    /** An unpacker that writes files by other means; for tests of disks that fill up. */
    Unpacker(UnpackLimits limits, FileMaker maker) {
        this.limits = limits;
        this.maker = maker;
    }

    /** Makes a new file; one that is there is an error. */
    @FunctionalInterface
    interface FileMaker {
        OutputStream create(Path file) throws IOException;
    }

    /**
     * What was unpacked.
     *
     * @param files regular files
     * @param bytes their content together
     */
    public record Summary(long files, long bytes) {}

    /**
     * Unpacks an archive.
     *
     * @param archive the file; what it is, its first bytes tell
     * @param folder an empty folder, which gets what is inside the archive's one top folder
     * @throws SdkException the archive is damaged, holds what must not be unpacked, or is larger than allowed; or
     *     the folder cannot be written. What is in the folder then is for the caller to delete
     */
    public Summary unpack(Path archive, Path folder) {
        try {
            GuardedFolder target = new GuardedFolder(folder, limits, maker);
            int magic = magic(archive);
            if (magic == GZIP_MAGIC) {
                unpackTar(archive, target);
            } else if (magic == ZIP_MAGIC) {
                unpackZip(archive, target);
            } else {
                throw new SdkException(
                        DiagnosticId.SDK_NOT_AN_ARCHIVE,
                        "'" + archive + "' is neither tar.gz nor zip",
                        "give the archive as it was released");
            }
            return target.finish();
        } catch (UnsafeEntryException e) {
            throw new SdkException(
                    DiagnosticId.SDK_ARCHIVE_UNSAFE,
                    "the archive (" + archive.getFileName() + ") is not unpacked: " + e.getMessage(),
                    "do not use this archive; get it from the wasi-sdk project's own releases",
                    e);
        } catch (TooLargeException e) {
            throw new SdkException(
                    DiagnosticId.SDK_TOO_LARGE,
                    "'" + archive.getFileName() + "' unpacks to " + e.getMessage(),
                    "check that it is a wasi-sdk archive",
                    e);
        } catch (WriteException e) {
            throw new SdkException(
                    DiagnosticId.SDK_CACHE_FAILED,
                    "cannot unpack to '" + folder + "': " + e.reason(),
                    "free space on the disk, check the directory's permissions, or configure another cache directory",
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new SdkException(
                    DiagnosticId.SDK_ARCHIVE_DAMAGED,
                    "the archive (" + archive.getFileName() + ") is damaged: "
                            + (e instanceof EOFException ? "it ends before its content does" : e.getMessage()),
                    "start the build again to download it anew; if it stays so, check the mirror or pin the right digest",
                    e);
        }
    }

    private static int magic(Path archive) throws IOException {
        try (InputStream stream = Files.newInputStream(archive)) {
            byte[] head = stream.readNBytes(2);
            return head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
        }
    }

    private void unpackTar(Path archive, GuardedFolder target) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
                InputStream gzip = GzipCompressorInputStream.builder()
                        .setInputStream(file)
                        .setDecompressConcatenated(true)
                        .get();
                TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(gzip, BUFFER))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                tarEntry(tar, entry, target);
            }
            // The checksum of gzip stands behind the last tar block.
            gzip.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void tarEntry(TarArchiveInputStream tar, TarArchiveEntry entry, GuardedFolder target)
            throws IOException {
        String name = entry.getName();
        if (entry.isGlobalPaxHeader() || entry.isPaxHeader()) {
            return;
        }
        if (entry.isDirectory()) {
            target.folder(name);
        } else if (entry.isSymbolicLink()) {
            target.symbolicLink(name, entry.getLinkName());
        } else if (entry.isLink()) {
            target.hardLink(name, entry.getLinkName());
        } else if (entry.isSparse()) {
            throw new UnsafeEntryException("'" + name + "' is a sparse file");
        } else if (entry.isFile() && !entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO()) {
            target.file(name, tar, (entry.getMode() & 0111) != 0);
        } else {
            throw new UnsafeEntryException("'" + name + "' is a device or of an unknown kind");
        }
    }

    private void unpackZip(Path archive, GuardedFolder target) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                if (entry.isUnixSymlink()) {
                    target.symbolicLink(entry.getName(), zip.getUnixSymlink(entry));
                } else if (entry.isDirectory()) {
                    target.folder(entry.getName());
                } else {
                    try (InputStream content = zip.getInputStream(entry)) {
                        target.file(entry.getName(), content, (entry.getUnixMode() & 0111) != 0);
                    }
                }
            }
        }
    }
}
