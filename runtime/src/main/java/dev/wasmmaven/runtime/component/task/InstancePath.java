package dev.wasmmaven.runtime.component.task;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.WasmFrame;
import java.util.ArrayList;
import java.util.List;

/** Where an instance is: the instances around it, itself, and the core instances inside. */
public final class InstancePath {

    /** An instance of a core module of that name. */
    private record CoreInstance(String description, String module) {}

    private final String text;
    private final List<CoreInstance> coreInstances = new ArrayList<>();

    private InstancePath(String text) {
        this.text = text;
    }

    /** The path of an instance that the host makes; the component in words. */
    public static InstancePath root(String component) {
        return new InstancePath(component);
    }

    /** The path of an instance inside of this one; the instance in words. */
    public InstancePath instance(String description) {
        return new InstancePath(text + " > " + description);
    }

    /** Tells of a core instance, before it is made. */
    public void addCoreInstance(String description, String module) {
        coreInstances.add(new CoreInstance(description, module));
    }

    /** A trap of this instance's code that says so; unchanged if it says already where it happened. */
    public TrapException locate(TrapException trap) {
        return trap.location().isPresent() ? trap : trap.in(text + innermost(trap.backtrace()));
    }

    private String innermost(List<WasmFrame> backtrace) {
        if (backtrace.isEmpty()) {
            return "";
        }
        WasmFrame frame = backtrace.get(0);
        List<CoreInstance> candidates = coreInstances.stream()
                .filter(each -> each.module().equals(frame.module()))
                .toList();
        // A frame tells its module only: of several instances of it, none is named rather than the wrong one.
        String coreInstance = candidates.size() == 1 ? " > " + candidates.get(0).description() : "";
        return coreInstance + (candidates.isEmpty() ? "" : ", function " + frame.function());
    }

    @Override
    public String toString() {
        return text;
    }
}
