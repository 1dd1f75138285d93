package dev.wasmmaven.toolkit.fingerprint;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a build script said it depends on (The Cargo Book, "Build Scripts", "Change Detection").
 *
 * @param changedPaths of {@code rerun-if-changed}, files or folders
 * @param changedVariables of {@code rerun-if-env-changed}
 */
public record BuildScriptOutput(Set<String> changedPaths, Set<String> changedVariables) {

    private static final Pattern LINE = Pattern.compile("cargo::?(rerun-if-changed|rerun-if-env-changed)=(.*)");

    public BuildScriptOutput {
        changedPaths = Set.copyOf(changedPaths);
        changedVariables = Set.copyOf(changedVariables);
    }

    /** Reads what cargo kept of the script's standard output. */
    public static BuildScriptOutput parse(List<String> lines) {
        Set<String> paths = new TreeSet<>();
        Set<String> variables = new TreeSet<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                (matcher.group(1).equals("rerun-if-changed") ? paths : variables)
                        .add(matcher.group(2).strip());
            }
        }
        return new BuildScriptOutput(paths, variables);
    }
}
