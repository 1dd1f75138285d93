package dev.wasmmaven.conformance.script;

import java.nio.file.Path;
import java.util.List;

/**
 * A test script.
 *
 * @param source the {@code .wast} file it was made from, as the converter named it
 * @param directory where its modules lie
 */
public record Script(String source, Path directory, List<Command> commands) {

    public Script {
        commands = List.copyOf(commands);
    }
}
