/** What every module needs: digests, cache folders, child processes, diagnostics, values as users write them. */
module dev.wasmmaven.support {
    requires static transitive org.jspecify;

    exports dev.wasmmaven.support.cache;
    exports dev.wasmmaven.support.diagnostic;
    exports dev.wasmmaven.support.digest;
    exports dev.wasmmaven.support.process;
    exports dev.wasmmaven.support.text;
}
