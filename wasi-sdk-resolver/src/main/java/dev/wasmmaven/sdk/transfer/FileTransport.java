package dev.wasmmaven.sdk.transfer;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Archives in a folder, as on a network drive: {@code file} addresses. */
public final class FileTransport implements Transport {

    private static final int BUFFER = 1 << 16;

    /** A transport for files. */
    public FileTransport() {}

    /** Whether an address is a file's. */
    public static boolean serves(URI address) {
        return "file".equalsIgnoreCase(address.getScheme());
    }

    @Override
    public void fetch(Request request, Progress progress) {
        URI address = request.address();
        try (InputStream in = Files.newInputStream(Path.of(address))) {
            progress.started(0, OptionalLong.of(Files.size(Path.of(address))), Optional.empty());
            copy(in, request.file(), progress);
        } catch (NoSuchFileException e) {
            throw TransferException.status(address, 404);
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw TransferException.refused(address, String.valueOf(e.getMessage()));
        }
    }

    private static void copy(InputStream in, Path file, Progress progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = open(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                write(out, buffer, n, file);
                progress.received(n);
            }
        }
    }

    private static OutputStream open(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int count, Path file) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    private static SdkException notWritten(Path file, IOException cause) {
        return new SdkException(
                DiagnosticId.SDK_CACHE_FAILED,
                "cannot write '" + file + "': " + cause,
                "check that the directory is writable and the disk is not full, or configure another cache directory",
                cause);
    }
}
