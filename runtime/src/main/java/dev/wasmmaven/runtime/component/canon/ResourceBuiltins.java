package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.handle.ResourceHandle;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.plan.CanonBuiltin;
import dev.wasmmaven.runtime.component.task.InstanceState;

/** {@code resource.new}, {@code resource.drop} and {@code resource.rep}. */
final class ResourceBuiltins {

    private final InstanceSpaces spaces;
    private final InstanceState instance;

    ResourceBuiltins(InstanceSpaces spaces) {
        this.spaces = spaces;
        this.instance = spaces.state();
    }

    Builtin create(CanonBuiltin.ResourceNew definition) {
        ResourceType type = spaces.resource(definition.resource());
        return Builtin.toInt(1, args -> {
            instance.requireMayLeave();
            return instance.handles().add(ResourceHandle.own(type, (int) args[0]));
        });
    }

    Builtin drop(CanonBuiltin.ResourceDrop definition) {
        ResourceType type = spaces.resource(definition.resource());
        return Builtin.toNothing(1, args -> {
            instance.requireMayLeave();
            ResourceHandle handle = ResourceHandle.drop(instance.handles(), (int) args[0], type);
            if (handle.isOwn()) {
                Canon.destroy(instance.store(), type, handle.rep());
            }
        });
    }

    Builtin rep(CanonBuiltin.ResourceRep definition) {
        ResourceType type = spaces.resource(definition.resource());
        return Builtin.toInt(1, args -> ResourceHandle.rep(instance.handles(), (int) args[0], type));
    }
}
