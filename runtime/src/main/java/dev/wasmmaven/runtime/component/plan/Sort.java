package dev.wasmmaven.runtime.component.plan;

/** The index spaces of a component ({@code sort} in Binary.md), each filled in the order of the steps. */
public enum Sort {
    CORE_FUNC,
    CORE_TABLE,
    CORE_MEMORY,
    CORE_GLOBAL,
    CORE_TAG,
    CORE_TYPE,
    CORE_MODULE,
    CORE_INSTANCE,
    FUNC,
    VALUE,
    TYPE,
    COMPONENT,
    INSTANCE
}
