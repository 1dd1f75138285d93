package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.List;
import java.util.Optional;

/** One definition of a component, or one declarator of a component or instance type, as written. */
public sealed interface Definition {

    /** Offset in the file. */
    int offset();

    /** A core module: the bytes from start to end. */
    record CoreModule(int offset, int start, int end) implements Definition {}

    record CoreInstantiate(int offset, int module, List<CoreArgument> arguments) implements Definition {}

    /** Gives the exports of a core instance under a name. */
    record CoreArgument(String name, int instance) {}

    record CoreInlineInstance(int offset, List<Item> exports) implements Definition {}

    record CoreType(int offset, List<CoreTypeSyntax> types) implements Definition {}

    record Nested(int offset, ComponentSyntax component) implements Definition {}

    record Instantiate(int offset, int component, List<Item> arguments) implements Definition {}

    record InlineInstance(int offset, List<Item> exports) implements Definition {}

    /** A name and an item of an index space; what is no component export has no attributes. */
    record Item(ExternName name, Sort sort, int index) {}

    record ExportAlias(int offset, Sort sort, int instance, String name) implements Definition {}

    record CoreExportAlias(int offset, Sort sort, int instance, String name) implements Definition {}

    record OuterAlias(int offset, Sort sort, int count, int index) implements Definition {}

    record Type(int offset, TypeSyntax type) implements Definition {}

    record Lift(int offset, int coreFunc, List<CanonOption> options, int type) implements Definition {}

    record Lower(int offset, int func, List<CanonOption> options) implements Definition {}

    /**
     * A canonical built-in.
     *
     * @param index its first immediate index, a type, memory or slot; 0 if it has none
     * @param secondIndex its second, a table; 0 if it has none
     * @param async whether marked so
     * @param coreType the type of a context slot
     */
    record Builtin(
            int offset,
            CanonOpcode opcode,
            int index,
            int secondIndex,
            boolean async,
            List<CanonOption> options,
            Optional<ValTypeRef> result,
            Optional<CoreValType> coreType)
            implements Definition {}

    record Import(int offset, ExternName name, ExternTypeSyntax type) implements Definition {}

    record Export(int offset, ExternName name, Sort sort, int index, Optional<ExternTypeSyntax> type)
            implements Definition {}

    /** A declarator of a type: what its instances will export. */
    record ExportDeclaration(int offset, ExternName name, ExternTypeSyntax type) implements Definition {}
}
