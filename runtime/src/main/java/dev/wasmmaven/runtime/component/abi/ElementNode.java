package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.handle.HandleTable;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The element type of a stream or future, which may be none. Two are equal if their types are, resource types compared by
 * what they are at run time.
 */
public final class ElementNode implements StreamEnd.ElementType {

    private final Optional<ValType> type;
    private final @Nullable ListNode list;

    ElementNode(Optional<ValType> canonicalType, @Nullable ValueNode node) {
        this.type = canonicalType;
        this.list = node == null ? null : new ListNode(node);
    }

    @Override
    public boolean isNumber() {
        return type.map(ElementNode::isNumberType).orElse(true);
    }

    private static boolean isNumberType(ValType type) {
        return type instanceof PrimitiveType primitive
                && switch (primitive) {
                    case BOOL, CHAR, STRING, ERROR_CONTEXT -> false;
                    default -> true;
                };
    }

    /** The end of a handle; traps if it is another, or of another element type. */
    public StreamEnd end(HandleTable<Object> handles, int index, boolean future, boolean readable) {
        if (handles.get(index) instanceof StreamEnd end
                && end.isFuture() == future
                && end.isReadable() == readable
                && equals(end.element())) {
            return end;
        }
        throw HandleTable.wrongType(index);
    }

    /** The elements as a list; null if there is no element type. */
    @Nullable
    ListNode list() {
        return list;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ElementNode that && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type);
    }
}
