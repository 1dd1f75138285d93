package dev.wasmmaven.plugin.run;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.WasmArtifact;
import java.util.List;
import java.util.stream.Collectors;

/** Chooses the program to run among the files that were built. */
public final class Programs {

    private Programs() {}

    /**
     * The one command among the built files.
     *
     * @throws GoalException if there are several commands, or only reactors, or nothing
     */
    public static WasmArtifact only(List<WasmArtifact> built) {
        List<WasmArtifact> commands = built.stream()
                .filter(each -> each.shape() == WasmArtifact.Shape.COMMAND)
                .toList();
        if (commands.size() == 1) {
            return commands.get(0);
        }
        if (commands.size() > 1) {
            WasmArtifact first = commands.get(0);
            throw GoalException.configuration(
                    "the crate has several programs: " + names(commands),
                    "choose one, for example -Dwasm." + (first.kind() == WasmArtifact.Kind.EXAMPLE ? "example" : "bin")
                            + "=" + first.name());
        }
        throw new GoalException(
                DiagnosticId.NOT_A_COMMAND,
                built.isEmpty()
                        ? "the crate has no program to run"
                        : names(built)
                                + " cannot be run: "
                                + (built.stream().anyMatch(each -> each.shape() == WasmArtifact.Shape.REACTOR)
                                        ? "a reactor, which exports functions to be called and has no _start"
                                        : "a static library, which is for a linker elsewhere"),
                "give the crate a bin (src/main.rs), or run one of its examples with -Dwasm.example=NAME; the functions of"
                        + " a reactor are called through the library dev.wasmmaven:wasi-runtime");
    }

    private static String names(List<WasmArtifact> artifacts) {
        return artifacts.stream().map(WasmArtifact::name).collect(Collectors.joining(", "));
    }
}
