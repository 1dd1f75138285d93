/** What every module needs: digests, cache folders, child processes, diagnostics. */
module dev.wasmmaven.support {
    requires static transitive org.jspecify;

    exports dev.wasmmaven.support.diagnostic;
}
