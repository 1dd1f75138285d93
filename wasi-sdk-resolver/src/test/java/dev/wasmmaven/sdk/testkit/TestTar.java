package dev.wasmmaven.sdk.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes tar.gz archives entry by entry, also such as no honest archiver writes. */
public final class TestTar implements AutoCloseable {

    private final TarArchiveOutputStream tar;

    public TestTar(OutputStream out) throws IOException {
        this.tar = new TarArchiveOutputStream(new GZIPOutputStream(out));
        this.tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    }

    public TestTar folder(String name) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(name, true));
        tar.closeArchiveEntry();
        return this;
    }

    public TestTar file(String name, String content, int mode) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
        return this;
    }

    public TestTar symbolicLink(String name, String target) throws IOException {
        return special(name, TarConstants.LF_SYMLINK, target);
    }

    public TestTar hardLink(String name, String target) throws IOException {
        return special(name, TarConstants.LF_LINK, target);
    }

    /** An entry of a type without content: a link, a device. */
    public TestTar special(String name, byte type, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
