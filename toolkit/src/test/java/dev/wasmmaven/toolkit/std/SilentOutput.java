package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.toolkit.toolchain.ToolOutput;
import java.util.ArrayList;
import java.util.List;

/** Remembers what the user would be told. */
final class SilentOutput implements ToolOutput {

    final List<String> infos = new ArrayList<>();

    @Override
    public void progress(String line) {}

    @Override
    public void info(String message) {
        infos.add(message);
    }

    @Override
    public void debug(String message) {}
}
