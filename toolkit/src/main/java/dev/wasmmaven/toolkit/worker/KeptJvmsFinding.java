package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.doctor.Finding;
import dev.wasmmaven.toolkit.worker.KeptJvms.KeptJvm;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which JVMs are kept for tests, since they take memory that nobody sees otherwise. */
public final class KeptJvmsFinding {

    private static final String SUBJECT = "JVMs kept for tests";

    private KeptJvmsFinding() {}

    /**
     * What there is to say of a user's; empty if there are none.
     *
     * @param cache the user's folder for what can be made again
     */
    public static Optional<Finding> in(Path cache) {
        try {
            List<KeptJvm> kept = new KeptJvms(cache).list();
            return kept.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Finding.note(
                            SUBJECT,
                            kept.stream().map(KeptJvmsFinding::text).collect(Collectors.joining("; ")),
                            Optional.of("mvn wasm:stop ends them")));
        } catch (ToolkitException e) {
            return Optional.of(Finding.note(SUBJECT, e.getMessage(), Optional.of(e.nextStep())));
        }
    }

    private static String text(KeptJvm jvm) {
        String since = jvm.since()
                .map(each -> " since " + each.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return "process " + jvm.pid() + since + (jvm.busy() ? ", which runs tests" : ", which waits for a build");
    }
}
