package dev.wasmmaven.conformance.script;

import dev.wasmmaven.conformance.script.Command.Refusal;
import dev.wasmmaven.runtime.component.value.Val;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads scripts in the format of {@code wasm-tools json-from-wast}. */
public final class ScriptReader {

    private ScriptReader() {}

    /**
     * Reads a script.
     *
     * @throws ScriptException the file is not in the format
     */
    public static Script read(Path file) {
        try {
            Json json = Json.read(file);
            Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
            return new Script(
                    json.string("source_filename"),
                    directory,
                    json.objects("commands").stream().map(ScriptReader::command).toList());
        } catch (IOException | ScriptException e) {
            throw new ScriptException(file + " is no test script: " + e.getMessage(), e);
        }
    }

    private static Command command(Json json) {
        int line = json.integer("line");
        String type = json.string("type");
        return switch (type) {
            case "module" -> new Command.Module(line, json.optional("name"), file(json));
            case "module_definition" -> new Command.Definition(line, json.optional("name"), file(json));
            case "module_instance" -> new Command.Instantiate(line, json.optional("instance"), json.optional("module"));
            case "register" -> new Command.Register(line, json.optional("name"), json.string("as"));
            case "action" -> new Command.Perform(line, action(json));
            case "assert_return" ->
                new Command.AssertReturn(
                        line,
                        action(json),
                        core(json, "expected").stream()
                                .map(ConstantReader::expected)
                                .toList(),
                        component(json, "expected"));
            case "assert_trap" -> new Command.AssertTrap(line, action(json), json.string("text"));
            case "assert_exhaustion" -> new Command.AssertExhaustion(line, action(json));
            case "assert_exception" -> new Command.AssertException(line, action(json));
            case "assert_malformed" -> refused(json, Refusal.MALFORMED);
            case "assert_invalid" -> refused(json, Refusal.INVALID);
            case "assert_unlinkable" -> refused(json, Refusal.UNLINKABLE);
            case "assert_uninstantiable" -> refused(json, Refusal.UNINSTANTIABLE);
            case "assert_malformed_custom", "assert_invalid_custom" ->
                new Command.Unjudged(line, "annotations exist in the text format only");
            case "assert_suspension" -> new Command.Unjudged(line, "stack switching is not run");
            case "thread", "wait" -> new Command.Unjudged(line, "scripts with threads are not run");
            default -> new Command.Unjudged(line, "unknown command " + type);
        };
    }

    /** Constants of a core module's function; none if one of them is a component's. */
    private static List<Json> core(Json json, String field) {
        List<Json> constants = json.objects(field);
        return constants.stream().allMatch(ConstantReader::isCore) ? constants : List.of();
    }

    /** Values of a component's function; none if one of them is a core module's. Floats can be either. */
    private static List<Val> component(Json json, String field) {
        List<Json> constants = json.objects(field);
        return constants.stream().allMatch(ValueReader::isValue)
                ? constants.stream().map(ValueReader::value).toList()
                : List.of();
    }

    private static Command refused(Json json, Refusal refusal) {
        return new Command.AssertRefused(json.integer("line"), refusal, file(json), json.string("text"));
    }

    /** A module in the text format has a binary beside it, unless it is meant to be malformed. */
    private static ModuleFile file(Json json) {
        Optional<String> binary = json.optional("binary_filename");
        boolean text = json.string("module_type").equals("text") && binary.isEmpty();
        return new ModuleFile(binary.orElseGet(() -> json.string("filename")), text);
    }

    private static Action action(Json json) {
        Json action = json.object("action");
        Optional<String> instance = action.optional("module");
        String field = action.string("field");
        String type = action.string("type");
        return switch (type) {
            case "invoke" ->
                new Action.Invoke(
                        instance,
                        field,
                        RawValues.of(core(action, "args").stream()
                                .map(ConstantReader::argument)
                                .toList()),
                        component(action, "args"));
            case "get" -> new Action.Get(instance, field);
            default -> throw new ScriptException("unknown action " + type, null);
        };
    }
}
