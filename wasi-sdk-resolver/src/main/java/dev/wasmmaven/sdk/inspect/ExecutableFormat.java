package dev.wasmmaven.sdk.inspect;

import dev.wasmmaven.sdk.HostPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The machines that a program is for, read from its first bytes (ELF, Mach-O, PE), so that an SDK for another processor is
 * told as such instead of by the system's "exec format error".
 */
final class ExecutableFormat {

    private static final int HEAD = 4096;

    private static final int ELF = 0x7F454C46;
    private static final int MACH_O_64_LITTLE = 0xCFFAEDFE;
    private static final int MACH_O_FAT = 0xCAFEBABE;
    /** A Java class file starts as a fat Mach-O file does, with its version where the number of processors stands. */
    private static final int MACH_O_FAT_MOST = 16;

    private static final int FAT_ENTRY = 20;
    private static final int CPU_X86_64 = 0x01000007;
    private static final int CPU_ARM64 = 0x0100000C;

    private final Set<HostPlatform> platforms;

    private ExecutableFormat(Set<HostPlatform> platforms) {
        this.platforms = platforms;
    }

    /** Reads a program's head; empty: its format tells no machine, as with a script. */
    static Optional<ExecutableFormat> read(Path program) throws IOException {
        byte[] head;
        try (InputStream stream = Files.newInputStream(program)) {
            head = stream.readNBytes(HEAD);
        }
        if (head.length < 64) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(head);
        Set<HostPlatform> found = EnumSet.noneOf(HostPlatform.class);
        int magic = bytes.getInt(0);
        if (magic == ELF) {
            elf(bytes, found);
        } else if (magic == MACH_O_64_LITTLE) {
            machO(bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(4), found);
        } else if (magic == MACH_O_FAT && bytes.getInt(4) <= MACH_O_FAT_MOST) {
            for (int i = 0; i < bytes.getInt(4); i++) {
                machO(bytes.getInt(8 + i * FAT_ENTRY), found);
            }
        } else if (head[0] == 'M' && head[1] == 'Z') {
            pe(bytes.order(ByteOrder.LITTLE_ENDIAN), found);
        } else {
            return Optional.empty();
        }
        return Optional.of(new ExecutableFormat(found));
    }

    private static void elf(ByteBuffer bytes, Set<HostPlatform> found) {
        boolean little = bytes.get(5) == 1;
        int machine = bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                        .getShort(18)
                & 0xFFFF;
        switch (machine) {
            case 62 -> found.add(HostPlatform.X86_64_LINUX);
            case 183 -> found.add(HostPlatform.ARM64_LINUX);
            case 243 -> found.add(HostPlatform.RISCV64_LINUX);
            default -> {}
        }
    }

    private static void machO(int cpu, Set<HostPlatform> found) {
        switch (cpu) {
            case CPU_X86_64 -> found.add(HostPlatform.X86_64_MACOS);
            case CPU_ARM64 -> found.add(HostPlatform.ARM64_MACOS);
            default -> {}
        }
    }

    private static void pe(ByteBuffer bytes, Set<HostPlatform> found) {
        int header = bytes.getInt(0x3C);
        if (header < 0 || header > bytes.capacity() - 6) {
            return;
        }
        switch (bytes.getShort(header + 4) & 0xFFFF) {
            // 32-bit programs, as the mingw releases had for x86, run on every Windows.
            case 0x14C -> found.addAll(Set.of(HostPlatform.X86_64_WINDOWS, HostPlatform.ARM64_WINDOWS));
            case 0x8664 -> found.add(HostPlatform.X86_64_WINDOWS);
            case 0xAA64 -> found.add(HostPlatform.ARM64_WINDOWS);
            default -> {}
        }
    }

    boolean runsOn(HostPlatform machine) {
        return platforms.stream().anyMatch(machine::runs);
    }

    @Override
    public String toString() {
        return platforms.isEmpty()
                ? "another machine"
                : platforms.stream().map(HostPlatform::id).collect(Collectors.joining(" and "));
    }
}
