package dev.wasmmaven.runtime.component.plan;

/** The index spaces of a component ({@code sort} in Binary.md), each filled in the order of the steps. */
public enum Sort {
    CORE_FUNC("function"),
    CORE_TABLE("table"),
    CORE_MEMORY("memory"),
    CORE_GLOBAL("global"),
    CORE_TAG("tag"),
    CORE_TYPE("core type"),
    CORE_MODULE("module"),
    CORE_INSTANCE("core instance"),
    FUNC("func"),
    VALUE("value"),
    TYPE("type"),
    COMPONENT("component"),
    INSTANCE("instance");

    private final String text;

    Sort(String text) {
        this.text = text;
    }

    /** What to call one of its items in messages. */
    public String text() {
        return text;
    }
}
