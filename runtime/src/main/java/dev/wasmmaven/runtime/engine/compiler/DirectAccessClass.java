package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.engine.compiler.Kind.I32;
import static dev.wasmmaven.runtime.engine.compiler.Kind.I64;

import dev.wasmmaven.runtime.engine.compiler.rt.DirectAccess;
import dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates the class whose methods load and store as {@link dev.wasmmaven.runtime.engine.compiler.rt.Accesses} does, with
 * the JDK's internal {@code Unsafe} behind a bounds check of their own: a comparison and a move, where C1 and C2 make much
 * more of a {@code VarHandle}. Only where {@link #isAvailable}.
 *
 * <p>Address and offset are added as unsigned numbers in 64 bits, so one signed comparison says whether all bytes are
 * inside. A memory of fewer bytes than the access makes its right side negative. The methods for a function's
 * {@link FramePointer frame} leave that out: the function has asked once for all of it.
 */
final class DirectAccessClass {

    private static final String UNSAFE = "jdk/internal/misc/Unsafe";
    private static final String UNSAFE_DESC = "L" + UNSAFE + ";";
    private static final String FIELD = "UNSAFE";

    static final String CONTAINS = "contains";
    static final String CONTAINS_DESC = "(I[BI)Z";

    private static final boolean AVAILABLE = DirectAccess.isAvailable(SignatureLoader.INSTANCE.getUnnamedModule());

    private final ClassWriter writer = new ClassWriter(0);
    private final String name;

    private DirectAccessClass(String name) {
        this.name = name;
    }

    /**
     * Whether generated code may use such a class: the JVM was started with
     * {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}, as our command line's manifest asks for.
     */
    static boolean isAvailable() {
        return AVAILABLE;
    }

    static byte[] generate(String name) {
        return new DirectAccessClass(name).generate();
    }

    private byte[] generate() {
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, "java/lang/Object", null);
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(access, FIELD, UNSAFE_DESC, null, null).visitEnd();
        initializer();
        access(Byte.SIZE, I32, "Byte", "B");
        access(Short.SIZE, I32, "Short", "S");
        access(Integer.SIZE, I32, "Int", "I");
        access(Long.SIZE, I64, "Long", "J");
        contains();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void initializer() {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        code.visitMethodInsn(Opcodes.INVOKESTATIC, UNSAFE, "getUnsafe", "()" + UNSAFE_DESC, false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, FIELD, UNSAFE_DESC);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 0);
        code.visitEnd();
    }

    /** Where accesses go: anywhere in the memory, or to the function's frame, in an array of the whole memory or of its page. */
    private enum Place {
        MEMORY("i", "set"),
        FRAME("frameI", "frameSet"),
        PAGE("pageI", "pageSet");

        final String load;
        final String store;

        Place(String load, String store) {
            this.load = load;
            this.store = store;
        }
    }

    /** The method that loads so many bits from the frame. */
    static String loadInFrame(int bits, boolean paged) {
        return (paged ? Place.PAGE : Place.FRAME).load + bits;
    }

    /** The method that stores so many bits to the frame. */
    static String storeInFrame(int bits, boolean paged) {
        return (paged ? Place.PAGE : Place.FRAME).store + bits;
    }

    private void access(int bits, Kind kind, String type, String descriptor) {
        for (Place place : Place.values()) {
            int memory = 1;
            MethodVisitor load = method(place.load + bits, "(I[BI)" + kind.descriptor);
            address(load, memory, bits / Byte.SIZE, place);
            load.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, UNSAFE, "get" + type, "(Ljava/lang/Object;J)" + descriptor, false);
            load.visitInsn(kind == I64 ? Opcodes.LRETURN : Opcodes.IRETURN);
            end(load, memory);

            int value = 1;
            memory = value + kind.slots;
            MethodVisitor store = method(place.store + bits, "(I" + kind.descriptor + "[BI)V");
            address(store, memory, bits / Byte.SIZE, place);
            store.visitVarInsn(kind.load, value);
            if (bits < Integer.SIZE) {
                store.visitInsn(bits == Byte.SIZE ? Opcodes.I2B : Opcodes.I2S);
            }
            store.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, UNSAFE, "put" + type, "(Ljava/lang/Object;J" + descriptor + ")V", false);
            store.visitInsn(Opcodes.RETURN);
            end(store, memory);
        }
    }

    /** Generates the method that says whether so many bytes from an address on, at least one, are in a memory. */
    private void contains() {
        final int address = 0;
        final int memory = 1;
        final int size = 2;
        MethodVisitor code = method(CONTAINS, CONTAINS_DESC);
        Label outside = new Label();
        code.visitVarInsn(Opcodes.ILOAD, address);
        code.visitJumpInsn(Opcodes.IFLT, outside);
        code.visitVarInsn(Opcodes.ILOAD, address);
        code.visitVarInsn(Opcodes.ALOAD, memory);
        code.visitInsn(Opcodes.ARRAYLENGTH);
        code.visitVarInsn(Opcodes.ILOAD, size);
        code.visitInsn(Opcodes.ISUB);
        code.visitJumpInsn(Opcodes.IF_ICMPGT, outside);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(outside);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
        end(code, memory);
    }

    private MethodVisitor method(String method, String descriptor) {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
        MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
        code.visitCode();
        return code;
    }

    /** Checks the bounds unless somebody has, and pushes what {@code Unsafe} takes: itself, the array, and the place in it. */
    private void address(MethodVisitor code, int memory, int bytes, Place place) {
        int offset = memory + 1;
        int index = offset + 1;
        code.visitVarInsn(Opcodes.ILOAD, 0);
        if (place == Place.PAGE) {
            CodeWriter.pushInt(code, (1 << PagedMemory.PAGE_BITS) - 1);
            code.visitInsn(Opcodes.IAND);
        }
        code.visitInsn(Opcodes.I2L);
        if (place == Place.MEMORY) {
            code.visitLdcInsn(0xffff_ffffL);
            code.visitInsn(Opcodes.LAND);
        }
        code.visitVarInsn(Opcodes.ILOAD, offset);
        code.visitInsn(Opcodes.I2L);
        code.visitInsn(Opcodes.LADD);
        code.visitVarInsn(Opcodes.LSTORE, index);
        if (place == Place.MEMORY) {
            check(code, memory, index, bytes);
        }
        code.visitFieldInsn(Opcodes.GETSTATIC, name, FIELD, UNSAFE_DESC);
        code.visitVarInsn(Opcodes.ALOAD, memory);
        code.visitVarInsn(Opcodes.LLOAD, index);
        // Read when it runs: classes are kept on disk, and the layout of arrays depends on the JVM's options.
        code.visitFieldInsn(Opcodes.GETSTATIC, Names.DIRECT_ACCESS, "ARRAY_BASE", "J");
        code.visitInsn(Opcodes.LADD);
    }

    private static void check(MethodVisitor code, int memory, int index, int bytes) {
        code.visitVarInsn(Opcodes.LLOAD, index);
        code.visitVarInsn(Opcodes.ALOAD, memory);
        code.visitInsn(Opcodes.ARRAYLENGTH);
        CodeWriter.pushInt(code, bytes);
        code.visitInsn(Opcodes.ISUB);
        code.visitInsn(Opcodes.I2L);
        code.visitInsn(Opcodes.LCMP);
        Label inside = new Label();
        code.visitJumpInsn(Opcodes.IFLE, inside);
        code.visitVarInsn(Opcodes.LLOAD, index);
        code.visitVarInsn(Opcodes.ALOAD, memory);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, Names.DIRECT_ACCESS, "outside", "(J[B)Ljava/lang/RuntimeException;", false);
        code.visitInsn(Opcodes.ATHROW);
        code.visitLabel(inside);
        code.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Opcodes.LONG}, 0, null);
    }

    private static void end(MethodVisitor code, int memory) {
        code.visitMaxs(8, memory + 4);
        code.visitEnd();
    }
}
