package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.FuncType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A function type. */
final class FuncNode implements TypeNode {

    /** A named parameter. */
    record Param(String name, ValueNode type) {}

    private final boolean async;
    private final List<Param> params;
    private final Optional<ValueNode> result;
    private final TypeSize size;
    private @Nullable FuncType plain;

    FuncNode(boolean async, List<Param> params, Optional<ValueNode> result) {
        this.async = async;
        this.params = List.copyOf(params);
        this.result = result;
        TypeSize sum = TypeSize.ONE;
        for (ValueNode part : parts()) {
            sum = sum.with(part.size());
        }
        this.size = sum;
    }

    boolean async() {
        return async;
    }

    List<Param> params() {
        return params;
    }

    Optional<ValueNode> result() {
        return result;
    }

    /** The types of parameters and result. */
    List<ValueNode> parts() {
        List<ValueNode> parts = new ArrayList<>();
        params.forEach(it -> parts.add(it.type()));
        result.ifPresent(parts::add);
        return parts;
    }

    @Override
    public TypeSize size() {
        return size;
    }

    @Override
    public String kind() {
        return "func";
    }

    @Override
    public FuncNode named() {
        return this;
    }

    FuncType toFuncType() {
        if (plain == null) {
            plain = new FuncType(
                    async,
                    params.stream()
                            .map(it -> new FuncType.Param(it.name(), it.type().toValType()))
                            .toList(),
                    result.map(ValueNode::toValType));
        }
        return plain;
    }

    @Override
    public ExternType toExternType() {
        return new ExternType.FuncExtern(toFuncType());
    }
}
