package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** A memory of one page in an array, which checks every access by itself. */
final class ByteMemory implements CoreMemory {

    static final int SIZE = 64 * 1024;

    final byte[] bytes = new byte[SIZE];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    private static int checked(int address, int length) {
        if (address < 0 || length < 0 || (long) address + length > SIZE) {
            throw new TrapException(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, "out of bounds", List.of(), null);
        }
        return address;
    }

    @Override
    public CoreMemoryType type() {
        return new CoreMemoryType(1, OptionalLong.empty(), false);
    }

    @Override
    public long byteSize() {
        return SIZE;
    }

    @Override
    public int grow(int pages) {
        return -1;
    }

    @Override
    public byte i8(int address) {
        return buffer.get(checked(address, 1));
    }

    @Override
    public short i16(int address) {
        return buffer.getShort(checked(address, 2));
    }

    @Override
    public int i32(int address) {
        return buffer.getInt(checked(address, 4));
    }

    @Override
    public long i64(int address) {
        return buffer.getLong(checked(address, 8));
    }

    @Override
    public void i8(int address, byte value) {
        buffer.put(checked(address, 1), value);
    }

    @Override
    public void i16(int address, short value) {
        buffer.putShort(checked(address, 2), value);
    }

    @Override
    public void i32(int address, int value) {
        buffer.putInt(checked(address, 4), value);
    }

    @Override
    public void i64(int address, long value) {
        buffer.putLong(checked(address, 8), value);
    }

    @Override
    public void read(int address, byte[] destination, int offset, int length) {
        System.arraycopy(bytes, checked(address, length), destination, offset, length);
    }

    @Override
    public void write(int address, byte[] source, int offset, int length) {
        System.arraycopy(source, offset, bytes, checked(address, length), length);
    }

    @Override
    public void copyTo(int address, CoreMemory destination, int destinationAddress, int length) {
        destination.write(destinationAddress, bytes, checked(address, length), length);
    }

    @Override
    public void fill(int address, byte value, int length) {
        Arrays.fill(bytes, checked(address, length), address + length, value);
    }
}
