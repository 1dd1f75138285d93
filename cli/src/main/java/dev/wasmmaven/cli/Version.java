package dev.wasmmaven.cli;

import java.util.List;

/** What {@code --version} shows. */
final class Version {

    private Version() {}

    /** Our version, from the jar's manifest, and that of Java. */
    static List<String> lines() {
        String version = Version.class.getPackage().getImplementationVersion();
        return List.of(
                "wasi-runtime " + (version == null ? "(not packaged)" : version),
                "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"));
    }
}
