package dev.wasmmaven.cli;

/** What {@code --version} shows. */
final class Version {

    private Version() {}

    /** Our version, from the jar's manifest, and that of Java. */
    static String[] lines() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "wasi-runtime " + (version == null ? "(not packaged)" : version),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }
}
