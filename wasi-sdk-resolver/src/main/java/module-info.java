/** Find a wasi-sdk. */
module dev.wasmmaven.sdk {
    requires transitive dev.wasmmaven.support;
    requires static transitive org.jspecify;

    exports dev.wasmmaven.sdk;
}
