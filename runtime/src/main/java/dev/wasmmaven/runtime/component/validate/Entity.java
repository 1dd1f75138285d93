package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.component.type.ExternType;

/** What can be imported and exported, with its type. */
sealed interface Entity {

    Sort sort();

    TypeSize size();

    /** What to call it in messages. */
    String kind();

    ExternType toExternType();

    record Module(ModuleNode type) implements Entity {
        @Override
        public Sort sort() {
            return Sort.CORE_MODULE;
        }

        @Override
        public TypeSize size() {
            return type.size();
        }

        @Override
        public String kind() {
            return "module";
        }

        @Override
        public ExternType toExternType() {
            return type.toExternType();
        }
    }

    record Func(FuncNode type) implements Entity {
        @Override
        public Sort sort() {
            return Sort.FUNC;
        }

        @Override
        public TypeSize size() {
            return type.size();
        }

        @Override
        public String kind() {
            return "func";
        }

        @Override
        public ExternType toExternType() {
            return type.toExternType();
        }
    }

    record Instance(InstanceNode type) implements Entity {
        @Override
        public Sort sort() {
            return Sort.INSTANCE;
        }

        @Override
        public TypeSize size() {
            return type.size();
        }

        @Override
        public String kind() {
            return "instance";
        }

        @Override
        public ExternType toExternType() {
            return type.toExternType();
        }
    }

    record Component(ComponentNode type) implements Entity {
        @Override
        public Sort sort() {
            return Sort.COMPONENT;
        }

        @Override
        public TypeSize size() {
            return type.size();
        }

        @Override
        public String kind() {
            return "component";
        }

        @Override
        public ExternType toExternType() {
            return type.toExternType();
        }
    }

    /**
     * A type.
     *
     * @param referenced the type that it equals
     * @param created the same under the name given here; the same node where it is introduced here
     */
    record Type(TypeNode referenced, TypeNode created) implements Entity {
        @Override
        public Sort sort() {
            return Sort.TYPE;
        }

        @Override
        public TypeSize size() {
            return referenced.size();
        }

        @Override
        public String kind() {
            return "type";
        }

        @Override
        public ExternType toExternType() {
            ExternType type = created.toExternType();
            return type instanceof ExternType.ResourceExtern || type instanceof ExternType.ValTypeExtern
                    ? type
                    : new ExternType.TypeExtern(type);
        }
    }
}
