package dev.wasmmaven.conformance.oracle;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/** A memory of one page, which serves one case after the other. */
public final class Page {

    public static final int SIZE = 1 << 16;

    private final CoreMemory memory;

    public Page(CoreEngine engine) {
        this.memory = engine.newMemory(new CoreMemoryType(1, OptionalLong.of(1), false));
    }

    public CoreMemory memory() {
        return memory;
    }

    /** Makes it begin with these bytes and be zero otherwise. */
    public void reset(byte... contents) {
        memory.fill(0, (byte) 0, SIZE);
        memory.write(0, contents, 0, contents.length);
    }

    public byte[] contents() {
        byte[] bytes = new byte[SIZE];
        memory.read(0, bytes, 0, SIZE);
        return bytes;
    }

    /** CRC-32 of the contents. */
    public long checksum() {
        CRC32 crc = new CRC32();
        crc.update(contents());
        return crc.getValue();
    }
}
