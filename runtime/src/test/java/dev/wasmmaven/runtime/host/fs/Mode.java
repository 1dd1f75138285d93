package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.WriteQuota;
import java.io.IOException;
import java.nio.file.Path;

/** The two ways to hold a directory, both to be had on the machines that run these tests. */
enum Mode {
    SECURE {
        @Override
        HostDirectory open(Path directory, boolean readOnly, WriteQuota quota) throws IOException {
            return HostDirectory.open(directory, readOnly, quota);
        }
    },
    CHECKED {
        @Override
        HostDirectory open(Path directory, boolean readOnly, WriteQuota quota) throws IOException {
            return HostDirectory.openChecked(directory, readOnly, quota);
        }
    };

    abstract HostDirectory open(Path directory, boolean readOnly, WriteQuota quota) throws IOException;

    HostDirectory open(Path directory, boolean readOnly) throws IOException {
        return open(directory, readOnly, WriteQuota.unlimited());
    }

    HostDirectory open(Path directory) throws IOException {
        return open(directory, false);
    }
}
