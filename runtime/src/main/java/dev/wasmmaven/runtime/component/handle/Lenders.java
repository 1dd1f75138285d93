package dev.wasmmaven.runtime.component.handle;

import java.util.ArrayList;
import java.util.List;

/** The handles that a call has lent, until it is over ({@code Subtask.lenders}). */
public final class Lenders {

    private final List<ResourceHandle> handles = new ArrayList<>(2);

    public Lenders() {}

    void add(ResourceHandle handle) {
        handle.lend();
        handles.add(handle);
    }

    /** The call is over: nothing is lent any more. */
    public void release() {
        for (ResourceHandle handle : handles) {
            handle.unlend();
        }
        handles.clear();
    }
}
