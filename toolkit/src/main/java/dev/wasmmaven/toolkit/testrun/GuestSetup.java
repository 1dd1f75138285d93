package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.toolkit.build.TestExecutable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the instances of one executable are given: the variables cargo sets, and as directories the package as
 * {@code .} and, under their host paths, package, workspace and cargo's temporary directory for tests. With these,
 * fixtures are found both by relative paths and through {@code env!("CARGO_MANIFEST_DIR")}, whose value was fixed when
 * the test was compiled.
 */
final class GuestSetup {

    private final TestExecutable executable;
    private final Map<String, String> env;
    private final List<Preopen> preopens;
    private final boolean network;

    private GuestSetup(TestExecutable executable, Map<String, String> env, List<Preopen> preopens, boolean network) {
        this.executable = executable;
        this.env = env;
        this.preopens = preopens;
        this.network = network;
    }

    static GuestSetup of(TestExecutable executable, TestRunRequest request) {
        Map<String, String> env = new LinkedHashMap<>(executable.env());
        env.putAll(request.env());
        Map<String, Preopen> preopens = new LinkedHashMap<>();
        put(preopens, new Preopen(executable.packageDirectory(), ".", false));
        putUnderHostPath(preopens, executable.packageDirectory());
        putUnderHostPath(preopens, executable.workspaceRoot());
        if (exists(executable.targetTmpdir())) {
            putUnderHostPath(preopens, executable.targetTmpdir());
        }
        request.preopens().forEach(each -> put(preopens, each));
        return new GuestSetup(executable, env, List.copyOf(preopens.values()), request.network());
    }

    /** The same with these variables too. */
    GuestSetup with(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(env);
        all.putAll(variables);
        return new GuestSetup(executable, all, preopens, network);
    }

    private static void putUnderHostPath(Map<String, Preopen> preopens, Path directory) {
        put(preopens, new Preopen(directory, directory.toString(), false));
    }

    private static void put(Map<String, Preopen> preopens, Preopen preopen) {
        preopens.put(preopen.guest(), preopen);
    }

    /** Cargo makes this directory only if an integration test was built; a test that needs it says so itself. */
    private static boolean exists(Path directory) {
        try {
            Files.createDirectories(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a fresh instance, its output held in memory up to the limit for each stream. */
    GuestRun run(TestProgram program, Optional<Duration> timeout, int outputLimit, List<String> arguments) {
        List<String> args = new ArrayList<>();
        args.add(executable.file().toString());
        args.addAll(arguments);
        GuestRun run = program.run(new GuestRequest(args, env, preopens, network, timeout, outputLimit));
        if (run.result() instanceof RunResult.Cancelled) {
            throw new RunCancelledException();
        }
        return run;
    }
}
