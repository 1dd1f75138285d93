package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.ComponentDecoder;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.binary.ComponentSyntax;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.plan.Nesting;

/** Bytes to plan: decodes and validates components. Immutable. */
public final class ComponentLoader {

    private final ComponentFeatures features;
    private final CoreModuleLoader modules;
    private final boolean rewriting;

    /**
     * @param features the gated features that components may use
     * @param modules loads the core modules inside
     * @param rewriting whether core modules may be replaced by faster ones ({@link dev.wasmmaven.runtime.engine.rewrite});
     *     nothing but speed, and what a debugger sees, depends on it
     */
    public ComponentLoader(ComponentFeatures features, CoreModuleLoader modules, boolean rewriting) {
        this.features = features;
        this.modules = modules;
        this.rewriting = rewriting;
    }

    /** The same with rewriting. */
    public ComponentLoader(ComponentFeatures features, CoreModuleLoader modules) {
        this(features, modules, true);
    }

    /**
     * Decodes and validates a component.
     *
     * @param name what to call it in messages, normally the file name
     * @throws dev.wasmmaven.runtime.error.MalformedException the bytes are not a component; the message begins with
     *     {@code malformed at offset}
     * @throws dev.wasmmaven.runtime.error.InvalidException it does not validate; the message begins with {@code invalid:}
     *     and names the definition
     * @throws dev.wasmmaven.runtime.error.UnsupportedException it uses a feature that is not enabled or not there
     */
    public ComponentPlan load(String name, byte[] bytes) {
        ComponentSyntax syntax = ComponentDecoder.decode(bytes, features);
        ComponentValidator validator = new ComponentValidator(bytes, features, modules, rewriting);
        return Nesting.call(syntax.depth(), () -> validator.validate(name, syntax));
    }
}
