/** Run WASI programs in Java, with no native code. */
module dev.wasmmaven.runtime {
    requires com.dylibso.chicory.compiler;
    requires com.dylibso.chicory.runtime;
    requires com.dylibso.chicory.wasm;
    requires java.management;
    requires jdk.net;
    requires org.objectweb.asm;
    requires transitive dev.wasmmaven.support;
    requires static transitive org.jspecify;

    exports dev.wasmmaven.runtime;
    exports dev.wasmmaven.runtime.component.value;
    exports dev.wasmmaven.runtime.error;
    exports dev.wasmmaven.runtime.inspect;
}
