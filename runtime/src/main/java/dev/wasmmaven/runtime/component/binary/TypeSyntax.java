package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A {@code deftype} as written (Binary.md, Type Definitions). */
public sealed interface TypeSyntax {

    /** A {@code defvaltype}. */
    sealed interface Value extends TypeSyntax {}

    record Primitive(PrimitiveType type) implements Value {}

    record RecordOf(List<Labelled> fields) implements Value {}

    /** A label and a type: a field or a parameter. */
    record Labelled(String label, ValTypeRef type) {}

    record Variant(List<Case> cases) implements Value {}

    record Case(String label, Optional<ValTypeRef> type) {}

    record ListOf(ValTypeRef element) implements Value {}

    record FixedList(ValTypeRef element, int length) implements Value {}

    record MapOf(ValTypeRef key, ValTypeRef value) implements Value {}

    record Tuple(List<ValTypeRef> elements) implements Value {}

    record Flags(List<String> labels) implements Value {}

    record Enumeration(List<String> labels) implements Value {}

    record OptionOf(ValTypeRef element) implements Value {}

    record Result(Optional<ValTypeRef> ok, Optional<ValTypeRef> error) implements Value {}

    record Own(int resource) implements Value {}

    record Borrow(int resource) implements Value {}

    record Stream(Optional<ValTypeRef> element) implements Value {}

    record Future(Optional<ValTypeRef> element) implements Value {}

    record Func(boolean async, List<Labelled> params, Optional<ValTypeRef> result) implements TypeSyntax {}

    record Resource(CoreValType representation, OptionalInt destructor) implements TypeSyntax {}

    /** Its declarators: core types, types, aliases, imports and export declarations. */
    record Component(List<Definition> declarations) implements TypeSyntax {}

    /** Its declarators: core types, types, aliases and export declarations. */
    record Instance(List<Definition> declarations) implements TypeSyntax {}
}
