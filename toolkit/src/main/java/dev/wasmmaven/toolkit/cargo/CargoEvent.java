package dev.wasmmaven.toolkit.cargo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message of {@code cargo … --message-format json} (The Cargo Book, "External tools"). */
public sealed interface CargoEvent {

    /**
     * The compiler said something.
     *
     * @param manifest of the package that it is about
     * @param level rustc's own word: {@code error}, {@code warning}, {@code note}, {@code help}, {@code failure-note}
     * @param message first line, without level
     * @param span primary place, if there is one
     * @param rendered as rustc renders it
     */
    record CompilerMessage(Path manifest, String level, String message, Optional<Span> span, String rendered)
            implements CargoEvent {}

    /**
     * A place in a source file.
     *
     * @param file as rustc was given it, mostly relative to the workspace's root
     * @param line from 1
     * @param column from 1
     */
    record Span(String file, long line, long column) {}

    /**
     * A target is built.
     *
     * @param packageId of which package
     * @param manifest that package's manifest
     * @param target what was built
     * @param test whether it was built to test
     * @param files all files of it
     * @param executable the one that can be run
     * @param fresh whether it was there already
     */
    record Artifact(
            String packageId,
            Path manifest,
            CargoTarget target,
            boolean test,
            List<Path> files,
            Optional<Path> executable,
            boolean fresh)
            implements CargoEvent {

        public Artifact {
            files = List.copyOf(files);
        }
    }

    /**
     * A build script was run, now or earlier.
     *
     * @param packageId of which package
     * @param environment variables that it sets for its crate
     * @param outDirectory its {@code OUT_DIR}
     */
    record BuildScript(String packageId, Map<String, String> environment, Path outDirectory) implements CargoEvent {

        public BuildScript {
            environment = Map.copyOf(environment);
        }
    }

    /** The build has ended. */
    record Finished(boolean success) implements CargoEvent {}
}
