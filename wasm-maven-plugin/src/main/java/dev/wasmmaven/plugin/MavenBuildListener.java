package dev.wasmmaven.plugin;

import dev.wasmmaven.toolkit.build.BuildListener;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** Shows a build in Maven's log: compiler messages at their own level, cargo's progress never as an error. */
final class MavenBuildListener implements BuildListener {

    private final Log log;

    MavenBuildListener(Log log) {
        this.log = log;
    }

    @Override
    public void compilerMessage(CompilerMessage message) {
        String text = message.location().map(at -> at + ": ").orElse("") + message.message() + withoutHeadline(message);
        switch (message.level()) {
            case ERROR -> log.error(text);
            case WARNING -> log.warn(text);
            case NOTE -> log.info(text);
        }
    }

    /** The source lines and notes; rustc's headline repeats the level, which Maven shows already, and the message. */
    private static String withoutHeadline(CompilerMessage message) {
        return message.rendered()
                .stripTrailing()
                .lines()
                .skip(1)
                .map(line -> System.lineSeparator() + line)
                .collect(Collectors.joining());
    }

    @Override
    public void progress(String line) {
        log.info(line.strip());
    }

    @Override
    public void info(String message) {
        log.info(message);
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public void debug(String message) {
        log.debug(message);
    }
}
