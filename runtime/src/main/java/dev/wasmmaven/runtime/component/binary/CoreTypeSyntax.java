package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreTableType;
import java.util.List;

/** A {@code core:deftype} as written. */
public sealed interface CoreTypeSyntax {

    /** A type that recursive groups are made of. */
    sealed interface Sub extends CoreTypeSyntax {}

    record Func(CoreFuncType type) implements Sub {}

    /** A struct or array: components can declare one, and do nothing with it. */
    record Aggregate() implements Sub {}

    record Module(List<Declaration> declarations) implements CoreTypeSyntax {}

    /** A {@code core:moduledecl}. */
    sealed interface Declaration {}

    record Import(int offset, String module, String name, Extern type) implements Declaration {}

    record Type(int offset, Sub type) implements Declaration {}

    /** An alias of a core type so many scopes further out, 0 being the module type itself. */
    record OuterAlias(int offset, int count, int index) implements Declaration {}

    record Export(int offset, String name, Extern type) implements Declaration {}

    /** A {@code core:externtype}. */
    sealed interface Extern {}

    /** A function of the type with that index. */
    record FuncOf(int type) implements Extern {}

    record Table(CoreTableType type) implements Extern {}

    record Memory(CoreMemoryType type) implements Extern {}

    record Global(CoreGlobalType type) implements Extern {}

    /** A tag of the function type with that index. */
    record TagOf(int type) implements Extern {}
}
