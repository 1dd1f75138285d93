package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.WasiRuntime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code cache}: what the cache of compiled code holds, and emptying it. */
final class CacheCommand implements Command {

    private static final Option CLEAN = Option.flag("Delete what is kept.", "--clean");
    private static final String SUFFIX = ".code";

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public String summary() {
        return "Show or empty the cache of compiled code.";
    }

    @Override
    public String positional() {
        return "";
    }

    @Override
    public List<Option> options() {
        return List.of(CLEAN, CompileCommand.CACHE);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        if (!arguments.positional().isEmpty()) {
            throw new UsageException("cache takes no file; --clean empties it");
        }
        Path directory = CompileCommand.directory(arguments);
        List<Path> files = files(directory);
        long bytes = 0;
        for (Path each : files) {
            bytes += Files.size(each);
        }
        if (arguments.has(CLEAN)) {
            for (Path each : files) {
                Files.deleteIfExists(each);
            }
        }
        try (PrintStream out = console.results()) {
            String what = files.size() + (files.size() == 1 ? " program, " : " programs, ") + bytes + " bytes";
            out.println(directory + ": " + (arguments.has(CLEAN) ? "deleted " : "") + what);
            Optional<String> problem = WasiRuntime.codeCacheProblem(directory);
            problem.ifPresent(reason -> out.println("not used: " + reason));
        }
        return 0;
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(each -> each.getFileName().toString().endsWith(SUFFIX))
                    .toList();
        }
    }
}
