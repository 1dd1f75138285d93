package dev.wasmmaven.toolkit.fingerprint;

import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.json.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a build depended on and gave, as it was remembered; immutable.
 *
 * @param request what was asked, by which tools
 * @param takenAt when the stamps were taken, in nanoseconds since 1970
 * @param sysroot the toolchain's
 * @param toolchain the toolchain's identity
 * @param roots folders all of whose files are inputs
 * @param leftOut folders in them that are not
 * @param variables names and digests of values; a variable that was not set has an empty text
 * @param inputs every input; empty: the file was not there, which must stay so
 * @param outputs what was built
 * @param result what else the build gave, as its owner wrote it
 */
public record BuildState(
        Digest request,
        long takenAt,
        Path sysroot,
        Digest toolchain,
        List<Path> roots,
        Set<Path> leftOut,
        Map<String, String> variables,
        SortedMap<Path, Optional<FileStamp>> inputs,
        SortedMap<Path, FileStamp> outputs,
        Json result) {

    private static final long SPEC_VERSION = 1;

    public BuildState {
        roots = List.copyOf(roots);
        leftOut = Set.copyOf(leftOut);
        variables = Map.copyOf(variables);
    }

    /** Stamps of all inputs and outputs, to be compared with. */
    public FileStamps stamps() {
        Map<Path, FileStamp> known = new TreeMap<>(outputs);
        inputs.forEach((path, stamp) -> stamp.ifPresent(present -> known.put(path, present)));
        return new FileStamps(known, takenAt);
    }

    /** This state, with the same contents, at a later time. */
    public BuildState at(
            long time, SortedMap<Path, Optional<FileStamp>> newInputs, SortedMap<Path, FileStamp> newOutputs) {
        return new BuildState(
                request, time, sysroot, toolchain, roots, leftOut, variables, newInputs, newOutputs, result);
    }

    /** The state as JSON. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("specVersion", SPEC_VERSION);
        json.put("request", request);
        json.put("takenAt", takenAt);
        json.put("sysroot", sysroot);
        json.put("toolchain", toolchain);
        json.put("roots", roots);
        json.put("leftOut", List.copyOf(leftOut));
        json.put("variables", variables);
        Map<String, Object> inputFields = new LinkedHashMap<>();
        inputs.forEach((path, stamp) ->
                inputFields.put(path.toString(), stamp.map(BuildState::fields).orElse(List.of())));
        json.put("inputs", inputFields);
        Map<String, Object> outputFields = new LinkedHashMap<>();
        outputs.forEach((path, stamp) -> outputFields.put(path.toString(), fields(stamp)));
        json.put("outputs", outputFields);
        json.put("result", result.toJava());
        return JsonText.of(json);
    }

    /**
     * Reads a state; empty if it is of another version.
     *
     * @throws IOException it is no JSON
     * @throws IllegalArgumentException a value has another form
     */
    public static Optional<BuildState> parse(String text) throws IOException {
        Json json = Json.parse(text);
        if (json.get("specVersion").number().orElse(0L) != SPEC_VERSION) {
            return Optional.empty();
        }
        SortedMap<Path, Optional<FileStamp>> inputs = new TreeMap<>();
        json.get("inputs").fields().forEach((path, stamp) -> inputs.put(Path.of(path), stamp(stamp)));
        SortedMap<Path, FileStamp> outputs = new TreeMap<>();
        json.get("outputs")
                .fields()
                .forEach(
                        (path, stamp) -> outputs.put(Path.of(path), stamp(stamp).orElseThrow(BuildState::malformed)));
        Map<String, String> variables = new TreeMap<>();
        json.get("variables").fields().forEach((name, value) -> variables.put(name, value.textOrEmpty()));
        return Optional.of(new BuildState(
                Digest.parse(json.get("request").textOrEmpty()),
                json.get("takenAt").number().orElseThrow(BuildState::malformed),
                Path.of(json.get("sysroot").textOrEmpty()),
                Digest.parse(json.get("toolchain").textOrEmpty()),
                paths(json.get("roots")),
                Set.copyOf(paths(json.get("leftOut"))),
                variables,
                inputs,
                outputs,
                json.get("result")));
    }

    private static List<Path> paths(Json json) {
        List<Path> paths = new ArrayList<>();
        json.texts().forEach(text -> paths.add(Path.of(text)));
        return paths;
    }

    private static List<Object> fields(FileStamp stamp) {
        return List.of(stamp.digest(), stamp.size(), stamp.modified(), stamp.changed());
    }

    private static Optional<FileStamp> stamp(Json json) {
        List<Json> fields = json.items();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (fields.size() != 4) {
            throw malformed();
        }
        return Optional.of(new FileStamp(
                Digest.parse(fields.get(0).textOrEmpty()),
                fields.get(1).number().orElseThrow(BuildState::malformed),
                fields.get(2).number().orElseThrow(BuildState::malformed),
                fields.get(3).number().orElseThrow(BuildState::malformed)));
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("no build state");
    }
}
