/** Drive rustup and cargo, run tests, write reports. */
module dev.wasmmaven.toolkit {
    requires com.fasterxml.jackson.core;
    requires transitive dev.wasmmaven.runtime;
    requires transitive dev.wasmmaven.sdk;
    requires transitive dev.wasmmaven.support;
    requires static transitive org.jspecify;
    requires java.management;
    requires java.xml;

    exports dev.wasmmaven.toolkit.build;
    exports dev.wasmmaven.toolkit.cargo;
    exports dev.wasmmaven.toolkit.doctor;
    exports dev.wasmmaven.toolkit.sdk;
    exports dev.wasmmaven.toolkit.report;
    exports dev.wasmmaven.toolkit.runner;
    exports dev.wasmmaven.toolkit.testrun;
    exports dev.wasmmaven.toolkit.diagnostics;
    exports dev.wasmmaven.toolkit.std;
    exports dev.wasmmaven.toolkit.toolchain;
    exports dev.wasmmaven.toolkit.worker;
}
