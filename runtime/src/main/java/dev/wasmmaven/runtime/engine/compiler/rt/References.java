package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.WasmException;
import org.jspecify.annotations.Nullable;

/** Converts references to raw values, and back, as one instance numbers them. */
public interface References {

    /** The raw value of a reference. */
    long encode(@Nullable FuncRef function);

    /** The reference of a raw value. */
    @Nullable
    FuncRef decode(long raw);

    /** The raw value of a reference to an exception. */
    long encode(@Nullable WasmException exception);

    /** The exception of a raw value. */
    @Nullable
    WasmException decodeException(long raw);
}
