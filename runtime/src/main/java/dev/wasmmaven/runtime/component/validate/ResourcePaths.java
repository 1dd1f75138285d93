package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ResourceId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the places where resources are exported. */
final class ResourcePaths {

    private final Set<ResourceId> wanted;
    private final Map<ResourceId, List<String>> found = new HashMap<>();
    private final Set<InstanceNode> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<String> path = new ArrayDeque<>();

    private ResourcePaths(Collection<ResourceId> wanted) {
        this.wanted = new HashSet<>(wanted);
    }

    /** The path to the first export of each resource; those that are exported nowhere are left out. */
    static Map<ResourceId, List<String>> find(Map<String, Member> exports, Collection<ResourceId> resources) {
        ResourcePaths paths = new ResourcePaths(resources);
        paths.search(exports);
        return paths.found;
    }

    private void search(Map<String, Member> exports) {
        for (Map.Entry<String, Member> each : exports.entrySet()) {
            if (wanted.isEmpty()) {
                return;
            }
            path.addLast(each.getKey());
            Entity entity = each.getValue().entity();
            if (entity instanceof Entity.Type type && type.created() instanceof ResourceNode resource) {
                if (wanted.remove(resource.id())) {
                    found.put(resource.id(), List.copyOf(path));
                }
            } else if (entity instanceof Entity.Instance instance && visited.add(instance.type())) {
                search(instance.type().exports());
            }
            path.removeLast();
        }
    }
}
