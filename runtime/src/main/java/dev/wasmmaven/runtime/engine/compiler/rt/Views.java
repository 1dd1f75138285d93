package dev.wasmmaven.runtime.engine.compiler.rt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A byte array seen as little-endian numbers at any byte offset. Generated code uses the handles directly: HotSpot
 * inlines their calls whatever the size of the method around them, which it does not do for helper methods of ours.
 */
public final class Views {

    public static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Views() {}
}
