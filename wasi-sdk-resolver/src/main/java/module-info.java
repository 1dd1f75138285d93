/** Find, download, verify and unpack a wasi-sdk. */
module dev.wasmmaven.sdk {
    requires transitive dev.wasmmaven.support;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires static transitive org.jspecify;

    exports dev.wasmmaven.sdk;
    exports dev.wasmmaven.sdk.archive;
    exports dev.wasmmaven.sdk.cache;
    exports dev.wasmmaven.sdk.inspect;
    exports dev.wasmmaven.sdk.lock;
    exports dev.wasmmaven.sdk.release;
    exports dev.wasmmaven.sdk.resolve;
    exports dev.wasmmaven.sdk.source;
    exports dev.wasmmaven.sdk.transfer;
}
