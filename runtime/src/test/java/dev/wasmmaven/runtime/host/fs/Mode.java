package dev.wasmmaven.runtime.host.fs;

import java.io.IOException;
import java.nio.file.Path;

/** The two ways to hold a directory, both to be had on the machines that run these tests. */
enum Mode {
    SECURE {
        @Override
        HostDirectory open(Path directory, boolean readOnly) throws IOException {
            return HostDirectory.open(directory, readOnly);
        }
    },
    CHECKED {
        @Override
        HostDirectory open(Path directory, boolean readOnly) throws IOException {
            return HostDirectory.openChecked(directory, readOnly);
        }
    };

    abstract HostDirectory open(Path directory, boolean readOnly) throws IOException;

    HostDirectory open(Path directory) throws IOException {
        return open(directory, false);
    }
}
