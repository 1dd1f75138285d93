package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.plan.CanonOptions;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreTable;

/** What the immediates of canonical definitions refer to: the index spaces of a component instance. */
public interface InstanceSpaces {

    InstanceState state();

    ValueTypes types();

    ResourceType resource(ResourceId id);

    CoreMemory memory(int index);

    CoreTable table(int index);

    BoundOptions bind(CanonOptions options);
}
