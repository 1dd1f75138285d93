package dev.wasmmaven.toolkit.build;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it is told. */
final class RecordingListener implements BuildListener {

    final List<CompilerMessage> messages = new ArrayList<>();
    final List<String> progress = new ArrayList<>();
    final List<String> infos = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<String> debugs = new ArrayList<>();

    @Override
    public void compilerMessage(CompilerMessage message) {
        messages.add(message);
    }

    @Override
    public void progress(String line) {
        progress.add(line);
    }

    @Override
    public void info(String message) {
        infos.add(message);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    @Override
    public void debug(String message) {
        debugs.add(message);
    }
}
