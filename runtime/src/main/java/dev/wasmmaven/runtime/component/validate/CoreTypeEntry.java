package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.engine.CoreFuncType;

/** An item of the core type index space. */
sealed interface CoreTypeEntry {

    record Func(CoreFuncType type) implements CoreTypeEntry {}

    record Aggregate() implements CoreTypeEntry {}

    record Module(ModuleNode type) implements CoreTypeEntry {}
}
