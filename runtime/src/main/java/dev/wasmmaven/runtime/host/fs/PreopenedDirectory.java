package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.HostPreopen;
import dev.wasmmaven.runtime.host.WriteQuota;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory given to the guest, opened.
 *
 * @param directory the directory
 * @param guest the name under which the guest finds it
 */
public record PreopenedDirectory(HostDirectory directory, String guest) {

    /**
     * Opens all, in the order given.
     *
     * @param quota for what is written in all of them
     * @throws PreopenFailedException one cannot be opened; those opened before it are closed again
     */
    public static List<PreopenedDirectory> openAll(List<HostPreopen> preopens, WriteQuota quota)
            throws PreopenFailedException {
        List<PreopenedDirectory> opened = new ArrayList<>();
        try {
            for (HostPreopen each : preopens) {
                opened.add(new PreopenedDirectory(open(each, quota), each.guest()));
            }
        } catch (PreopenFailedException e) {
            opened.forEach(each -> each.directory().close());
            throw e;
        }
        return opened;
    }

    private static HostDirectory open(HostPreopen preopen, WriteQuota quota) throws PreopenFailedException {
        try {
            return HostDirectory.open(preopen.host(), preopen.readOnly(), quota);
        } catch (NoSuchFileException e) {
            throw new PreopenFailedException("the directory '" + preopen.host() + "' does not exist", e);
        } catch (NotDirectoryException e) {
            throw new PreopenFailedException("'" + preopen.host() + "' is not a directory", e);
        } catch (IOException e) {
            throw new PreopenFailedException("the directory '" + preopen.host() + "' cannot be opened: " + e, e);
        }
    }
}
