package dev.wasmmaven.toolkit.fingerprint;

import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Compares a remembered build with what is there now. Reads as little as it can and starts nothing. */
public final class UpToDate {

    private UpToDate() {}

    /** How a comparison ended. */
    public sealed interface Verdict {}

    /**
     * Nothing has changed.
     *
     * @param state the same contents, with newer stamps
     * @param refreshed whether the newer stamps are worth saving
     */
    public record Unchanged(BuildState state, boolean refreshed) implements Verdict {}

    /**
     * Something has changed.
     *
     * @param reason what, for a debug log
     */
    public record Changed(String reason) implements Verdict {}

    /**
     * Compares.
     *
     * @param state what was remembered
     * @param request what is asked now, by which tools
     * @param toolchain identity of the toolchain in the remembered sysroot
     * @param now the time, in nanoseconds since 1970
     * @param variables the environment
     * @throws IOException something cannot be read
     */
    public static Verdict compare(
            BuildState state, Digest request, Digest toolchain, long now, Function<String, Optional<String>> variables)
            throws IOException {
        if (!state.request().equals(request)) {
            return new Changed("other parameters, environment or tools");
        }
        if (!state.toolchain().equals(toolchain)) {
            return new Changed("another toolchain in " + state.sysroot());
        }
        for (Map.Entry<String, String> each : state.variables().entrySet()) {
            if (!each.getValue().equals(digest(variables.apply(each.getKey())))) {
                return new Changed("the variable " + each.getKey());
            }
        }
        Set<Path> files = InputTrees.files(state.roots(), state.leftOut());
        for (Path each : files) {
            if (!state.inputs().containsKey(each)) {
                return new Changed("new file " + each);
            }
        }
        return compareFiles(state, now);
    }

    private static Verdict compareFiles(BuildState state, long now) throws IOException {
        FileStamps stamps = state.stamps();
        SortedMap<Path, Optional<FileStamp>> inputs = new TreeMap<>();
        for (Map.Entry<Path, Optional<FileStamp>> each : state.inputs().entrySet()) {
            Optional<FileStamp> current = stamps.of(each.getKey());
            if (!current.map(FileStamp::digest).equals(each.getValue().map(FileStamp::digest))) {
                return new Changed(each.getKey().toString());
            }
            inputs.put(each.getKey(), current);
        }
        SortedMap<Path, FileStamp> outputs = new TreeMap<>();
        for (Map.Entry<Path, FileStamp> each : state.outputs().entrySet()) {
            Optional<FileStamp> current = stamps.of(each.getKey());
            if (current.isEmpty()
                    || !current.get().digest().equals(each.getValue().digest())) {
                return new Changed("output " + each.getKey());
            }
            outputs.put(each.getKey(), current.get());
        }
        return new Unchanged(state.at(now, inputs, outputs), stamps.hasRead());
    }

    /** How a variable's value is remembered: not itself, since it may be a secret. */
    public static String digest(Optional<String> value) {
        return value.map(text -> Digest.sha256(text).toString()).orElse("");
    }
}
