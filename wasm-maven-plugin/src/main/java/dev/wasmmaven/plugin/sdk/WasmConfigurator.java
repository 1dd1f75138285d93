package dev.wasmmaven.plugin.sdk;

import javax.inject.Named;
import javax.inject.Singleton;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;

/** Maven's configurator with the types of this plugin. Named by {@code configurator = "wasm"} in a goal's annotation. */
@Named(WasmConfigurator.NAME)
@Singleton
public final class WasmConfigurator extends BasicComponentConfigurator {

    /** The name in annotations. */
    public static final String NAME = "wasm";

    /** Registers the converters. */
    public WasmConfigurator() {
        converterLookup.registerConverter(new SdkChoiceConverter());
    }
}
