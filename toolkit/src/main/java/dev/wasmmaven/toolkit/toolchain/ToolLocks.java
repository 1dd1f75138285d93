package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.digest.Digest;
import java.nio.file.Path;

/**
 * Lock files for folders that belong to rustup or cargo. They lie in the folder for temporary files, because those tools treat
 * folders that exist already differently from ones that they make.
 */
public final class ToolLocks {

    private static final int KEY_LENGTH = 16;

    private ToolLocks() {}

    /** The lock file that stands for a folder, for this user's builds. */
    public static Path file(Path folder) {
        String key = Digest.sha256(System.getProperty("user.name", "")
                        + folder.toAbsolutePath().normalize())
                .hex()
                .substring(0, KEY_LENGTH);
        return Path.of(System.getProperty("java.io.tmpdir"), "wasm-maven-" + key + ".lock");
    }
}
