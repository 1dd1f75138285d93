package dev.wasmmaven.runtime.engine.compiler;

import dev.wasmmaven.runtime.engine.cache.StoredClasses;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes the classes of function objects, one for each function type whatever the module, so that a function of one
 * module can be called through another's table.
 */
final class SignatureLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    static final SignatureLoader INSTANCE = new SignatureLoader();

    static final String PREFIX = ClassNames.signature("").replace('/', '.');

    /** Where a module's classes are kept, what comes before the signature. */
    private static final String KEPT_PREFIX = "F_";

    private SignatureLoader() {
        super(SignatureLoader.class.getClassLoader());
        open(getUnnamedModule());
    }

    /** Lets generated code use what it stands on. */
    static void open(Module target) {
        Module own = SignatureLoader.class.getModule();
        own.addExports("dev.wasmmaven.runtime.engine.compiler.rt", target);
        own.addExports("dev.wasmmaven.runtime.engine.compiler.rt.simd", target);
    }

    /**
     * The class of that name.
     *
     * @param stored has it perhaps, and is to have it
     */
    Class<?> load(String name, StoredClasses stored) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            String signature = name.substring(PREFIX.length());
            String kept = KEPT_PREFIX + signature;
            Optional<ByteBuffer> bytes = stored.find(kept);
            if (bytes.isEmpty()) {
                byte[] generated = generate(signature);
                stored.add(kept, generated);
                bytes = Optional.of(ByteBuffer.wrap(generated));
            }
            return loaded == null ? defineClass(name, bytes.get(), null) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(PREFIX)) {
            throw new ClassNotFoundException(name);
        }
        byte[] bytes = generate(name.substring(PREFIX.length()));
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static byte[] generate(String signature) {
        int separator = signature.indexOf('_');
        Kind[] params = Kind.parse(signature.substring(0, separator));
        Kind[] results = Kind.parse(signature.substring(separator + 1));
        String name = ClassNames.signature(signature);
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, Names.FUNC_REF, null);
        constructor(writer);
        call(writer, params, results);
        invoke(writer, name, params, results);
        checked(writer, name);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void constructor(ClassWriter writer) {
        String descriptor = "(" + Names.INSTANCE_DESC + "I)V";
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", descriptor, null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.FUNC_REF, "<init>", descriptor, false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(3, 3);
        code.visitEnd();
    }

    /** The call of a function that is not compiled; those that are override it. */
    private static void call(ClassWriter writer, Kind[] params, Kind[] results) {
        MethodVisitor code =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "call", Kind.methodDescriptor(params, "", results), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        Boxing.pack(code, params, 1, 0);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.FUNC_REF, "callRaw", "([J)[J", false);
        Boxing.returnUnpacked(code, results, 0);
        code.visitMaxs(10, 1 + Kind.slots(params));
        code.visitEnd();
    }

    /** What {@code call_indirect} calls: checks the type, and calls. */
    private static void invoke(ClassWriter writer, String name, Kind[] params, Kind[] results) {
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                "invoke",
                Kind.methodDescriptor(params, Names.FUNC_REF_DESC, results),
                null,
                null);
        code.visitCode();
        int target = Kind.slots(params);
        check(code, name, target);
        code.visitVarInsn(Opcodes.ALOAD, target);
        code.visitTypeInsn(Opcodes.CHECKCAST, name);
        int slot = 0;
        for (Kind param : params) {
            code.visitVarInsn(param.load, slot);
            slot += param.slots;
        }
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name, "call", Kind.methodDescriptor(params, "", results), false);
        code.visitInsn(Kind.returnOpcode(results));
        code.visitMaxs(target + 3, target + 1);
        code.visitEnd();
    }

    private static void check(MethodVisitor code, String name, int target) {
        Label right = new Label();
        code.visitVarInsn(Opcodes.ALOAD, target);
        code.visitTypeInsn(Opcodes.INSTANCEOF, name);
        code.visitJumpInsn(Opcodes.IFNE, right);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, Names.STATE, "typeMismatch", "()Ljava/lang/RuntimeException;", false);
        code.visitInsn(Opcodes.ATHROW);
        code.visitLabel(right);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    /** What {@code return_call_indirect} calls: checks the type only. */
    private static void checked(ClassWriter writer, String name) {
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                "checked",
                "(" + Names.FUNC_REF_DESC + ")" + Names.FUNC_REF_DESC,
                null,
                null);
        code.visitCode();
        check(code, name, 0);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(1, 1);
        code.visitEnd();
    }
}
