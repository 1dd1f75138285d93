package dev.wasmmaven.toolkit.runner;

import dev.wasmmaven.support.cache.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The command line in a folder of its own: the jar and its launchers, which the jar brings along. What cargo's
 * configuration names must stay when {@code target} and Maven's repository are cleaned.
 */
public final class RunnerInstallation {

    private static final String JAR = "wasi-runtime-cli.jar";
    private static final String LAUNCHERS = "dev/wasmmaven/cli/launcher/";
    private static final String POSIX = "wasi-runtime";
    private static final String WINDOWS = "wasi-runtime.cmd";

    private RunnerInstallation() {}

    /**
     * Puts it there; what is there already and the same is left.
     *
     * @param jar the command line's executable jar
     * @param osName as the system property {@code os.name}
     * @return the launcher
     */
    public static Path install(Path jar, Path folder, String osName) throws IOException {
        put(folder.resolve(JAR), Files.readAllBytes(jar));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String name : new String[] {POSIX, WINDOWS}) {
                ZipEntry entry = zip.getEntry(LAUNCHERS + name);
                if (entry == null) {
                    throw new IOException(jar + " has no launcher " + name);
                }
                put(folder.resolve(name), zip.getInputStream(entry).readAllBytes());
            }
        }
        Path posix = folder.resolve(POSIX);
        if (!posix.toFile().canExecute() && !posix.toFile().setExecutable(true)) {
            throw new IOException(posix + " cannot be made executable");
        }
        return osName.toLowerCase(Locale.ROOT).startsWith("windows") ? folder.resolve(WINDOWS) : posix;
    }

    private static void put(Path file, byte[] content) throws IOException {
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            AtomicFiles.write(file, content);
        }
    }
}
