package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;

/** A module's generated classes, made when they are first needed; shared by all its instances and threads. */
public interface Code {

    /** The class that has the code of a function which the module defines. */
    FunctionGroup group(int function);

    /** A new function object for a function of that instance. */
    FuncRef newFuncRef(Instance instance, InstanceState state, int function);

    /** The same for a function of an instance that runs other code than this package's. */
    FuncRef newForeignRef(Instance instance, int function);

    /** The functions' code for the interpreter, and the types that it uses; perhaps parsed only when this asks. */
    WasmModule interpreted();

    /** Number of imported functions, which come first in the index space. */
    int importedFunctions();

    /** Number of imported globals, which come first in the index space. */
    int importedGlobals();

    /** A data segment's contents; empty if it is an active one, which is dropped once it has been copied. */
    byte[] dataSegment(int index);
}
