package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.canon.ComponentFunc;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.engine.CoreModule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be imported and exported, at run time. */
sealed interface RuntimeItem {

    /** What to call it in messages. */
    String kind();

    record Func(ComponentFunc func) implements RuntimeItem {
        @Override
        public String kind() {
            return "a function";
        }
    }

    /** An instance: its exports in order. */
    record Instance(Map<String, RuntimeItem> exports) implements RuntimeItem {
        public Instance {
            exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
        }

        @Override
        public String kind() {
            return "an instance";
        }
    }

    /**
     * A component.
     *
     * @param enclosing the instance of the component around it, whose items it can refer to; null if there is none
     */
    record Component(ComponentPlan plan, @Nullable ComponentBody enclosing) implements RuntimeItem {
        @Override
        public String kind() {
            return "a component";
        }
    }

    record Module(CoreModule module) implements RuntimeItem {
        @Override
        public String kind() {
            return "a core module";
        }
    }

    record Resource(ResourceType type) implements RuntimeItem {
        @Override
        public String kind() {
            return "a resource type";
        }
    }

    /** A type that means nothing at run time. */
    record PlainType() implements RuntimeItem {
        @Override
        public String kind() {
            return "a type";
        }
    }
}
