package dev.wasmmaven.runtime.engine.compiler;

/** Internal names that generated code refers to. */
final class Names {

    private static final String RT = "dev/wasmmaven/runtime/engine/compiler/rt/";

    static final String STATE = RT + "InstanceState";
    static final String REFERENCES = RT + "References";
    static final String FUNC_REF = RT + "FuncRef";
    static final String FUNC_REF_DESC = "L" + FUNC_REF + ";";
    static final String GROUP = RT + "FunctionGroup";
    static final String CODE = RT + "Code";
    static final String BRANCH_TABLES = RT + "BranchTables";
    static final String ACCESSES = RT + "Accesses";
    static final String DIRECT_ACCESS = RT + "DirectAccess";
    static final String VIEWS = RT + "Views";
    static final String ATOMIC_OPS = RT + "AtomicOps";
    static final String PAGED_ACCESSES = RT + "PagedAccesses";
    /** The package of the shapes of vectors, with a slash after it. */
    static final String VECTORS = RT + "simd/";

    static final String V128 = RT + "V128";
    static final String V128_DESC = "L" + V128 + ";";
    static final String VECTOR_ACCESSES = RT + "VectorAccesses";
    static final String PAGED_ATOMICS = RT + "PagedAtomics";
    static final String TRAP = RT + "Trap";
    static final String INTEGER_OPS = RT + "IntegerOps";
    static final String FLOAT_OPS = RT + "FloatOps";
    static final String CONVERSIONS = RT + "Conversions";
    static final String STOP = "dev/wasmmaven/runtime/engine/CoreStop";
    static final String STOP_DESC = "L" + STOP + ";";
    static final String TRAP_EXCEPTION_DESC = "Ldev/wasmmaven/runtime/error/TrapException;";
    static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    static final String VAR_HANDLE_DESC = "L" + VAR_HANDLE + ";";
    static final String INSTANCE = "com/dylibso/chicory/runtime/Instance";
    static final String INSTANCE_DESC = "L" + INSTANCE + ";";
    static final String HANDLE = "com/dylibso/chicory/runtime/WasmFunctionHandle";
    static final String HANDLE_DESC = "L" + HANDLE + ";";
    static final String EXCEPTION = "com/dylibso/chicory/runtime/WasmException";
    static final String EXCEPTION_DESC = "L" + EXCEPTION + ";";
    static final String GLOBAL = "com/dylibso/chicory/runtime/GlobalInstance";
    static final String GLOBAL_DESC = "L" + GLOBAL + ";";

    private Names() {}
}
