package dev.wasmmaven.toolkit.report;

import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.toolkit.testrun.ExecutableResult;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes {@code TEST-<suite>.xml} files in Surefire's format, one for each executable with tests, which CI servers and
 * Maven's report plugins read. Files appear whole or not at all.
 */
public final class SurefireReport {

    private final Path directory;
    private final String id;

    /**
     * Reports into a directory.
     *
     * @param directory where Surefire's reports are, such as {@code target/surefire-reports}; made if missing
     * @param id who writes, such as the id of the plugin's execution: old reports of the same writer are removed,
     *     those of others in the same directory are left alone
     */
    public SurefireReport(Path directory, String id) {
        this.directory = directory;
        this.id = id;
    }

    /**
     * Writes the reports of a run and removes those that an earlier run of this writer left and this run did not
     * replace.
     *
     * @return the files, in the order of executables
     * @throws ReportException if a file cannot be written or removed
     */
    public List<Path> write(TestRunResult result) {
        List<Path> written = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ExecutableResult each : result.executables()) {
            if (!each.cases().isEmpty()) {
                written.add(write(each, unique("TEST-" + fileName(each.suite()), names)));
            }
        }
        removeOld(new HashSet<>(written));
        return written;
    }

    private Path write(ExecutableResult result, String name) {
        Path file = directory.resolve(name + ".xml");
        try {
            Files.createDirectories(directory);
            AtomicFiles.write(file, SurefireXml.render(result, id));
        } catch (IOException e) {
            throw new ReportException(file, e);
        }
        return file;
    }

    private void removeOld(Set<Path> written) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "TEST-*.xml")) {
            for (Path file : files) {
                if (!written.contains(file) && SurefireXml.writtenBy(file, id)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new ReportException(directory, e);
        }
    }

    /** A suite's name as file name on any system: {@code my-crate::bin/tool} is {@code my-crate.bin.tool}. */
    static String fileName(String suite) {
        return suite.replace("::", ".").replace('/', '.').replaceAll("[^\\p{L}\\p{N}._-]", "_");
    }

    private static String unique(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = name + "-" + i;
        }
        return candidate;
    }
}
