package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.type.FuncType;

/** What a host offers under a name. */
sealed interface HostItem {

    /** A function. */
    record Func(FuncType type, HostFunction body) implements HostItem {}

    /** A function of an asynchronous type. */
    record AsyncFunc(FuncType type, AsyncHostFunction body) implements HostItem {}

    /** A function of whatever type a component imports it with. */
    record UntypedFunc(HostFunction body) implements HostItem {}

    /** A resource type. */
    record Resource(HostResource<?> resource) implements HostItem {}
}
