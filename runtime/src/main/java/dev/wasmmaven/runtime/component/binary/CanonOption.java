package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;

/** A {@code canonopt} as written. */
public sealed interface CanonOption {

    record Encoding(StringEncoding encoding) implements CanonOption {}

    record Memory(int memory) implements CanonOption {}

    record Realloc(int func) implements CanonOption {}

    record PostReturn(int func) implements CanonOption {}

    record Async() implements CanonOption {}

    record Callback(int func) implements CanonOption {}
}
