package dev.wasmmaven.plugin.config;

import dev.wasmmaven.toolkit.build.TestExecutable;
import java.util.Locale;

/** Names of test executables as include and exclude patterns see them. */
public final class TestNames {

    private TestNames() {}

    /** {@code package/kind/name}, kind as cargo spells it: {@code lib}, {@code bin}, {@code test}, {@code example}, {@code bench}. */
    public static String of(TestExecutable executable) {
        return executable.packageName() + "/" + executable.kind().name().toLowerCase(Locale.ROOT) + "/"
                + executable.targetName();
    }
}
