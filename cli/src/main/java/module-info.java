/** Runs WASI programs from the command line. */
module dev.wasmmaven.cli {
    requires dev.wasmmaven.runtime;
    requires dev.wasmmaven.support;
    requires static org.jspecify;
}
