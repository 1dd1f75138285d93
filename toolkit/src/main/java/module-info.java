/** Drive rustup and cargo, run tests, write reports. */
module dev.wasmmaven.toolkit {
    requires com.fasterxml.jackson.core;
    requires transitive dev.wasmmaven.runtime;
    requires transitive dev.wasmmaven.sdk;
    requires transitive dev.wasmmaven.support;
    requires static transitive org.jspecify;

    exports dev.wasmmaven.toolkit.build;
}
