package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Generates a class of some of the module's functions, or of its imported ones. */
final class GroupClass {

    private static final String RAW_CALL = "[JL" + Names.STATE + ";)[J";

    /** Beyond so many, a method that unpacks those of all functions could be more than the JVM takes. */
    private static final int MAX_ENTERED_PARAMETERS = 1000;

    private final ModuleInfo module;
    private final ClassNames names;
    private final int first;
    private final int end;

    private GroupClass(ModuleInfo module, ClassNames names, int first, int end) {
        this.module = module;
        this.names = names;
        this.first = first;
        this.end = end;
    }

    static byte[] generate(ModuleInfo module, ClassNames names, int group) {
        int first = names.importedFunctions() + group * ClassNames.GROUP_SIZE;
        int end = Math.min(module.functionCount(), first + ClassNames.GROUP_SIZE);
        GroupClass target = new GroupClass(module, names, first, end);
        try {
            return target.generate(names.groupAt(group), function -> FunctionCompiler.isLarge(module, function));
        } catch (MethodTooLargeException | ClassTooLargeException | Effort.ExhaustedException e) {
            // A few instructions can be large, with thousands of results for one.
            return target.generate(names.groupAt(group), function -> true);
        }
    }

    /** The class whose methods call what the module imports. */
    static byte[] generateImports(ModuleInfo module, ClassNames names) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, names.imports(), null, "java/lang/Object", null);
        GroupClass target = new GroupClass(module, names, 0, names.importedFunctions());
        for (int i = 0; i < names.importedFunctions(); i++) {
            target.imported(writer, i);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private byte[] generate(String name, IntPredicate isLarge) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, Names.GROUP, null);
        constructor(writer);
        enter(writer, "enter", false);
        if (IntStream.range(first, end).anyMatch(module::makesTailCalls)) {
            enter(writer, "step", true);
        }
        for (int i = first; i < end; i++) {
            if (isLarge.test(i)) {
                large(writer, i);
            } else {
                FunctionCompiler.compile(module, names, i, writer);
            }
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void constructor(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.GROUP, "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 1);
        code.visitEnd();
    }

    /**
     * An entry with raw values.
     *
     * @param step whether tail calls are left in the state
     */
    private void enter(ClassWriter writer, String name, boolean step) {
        final int args = 2;
        final int state = 3;
        int params = IntStream.range(first, end)
                .map(i -> module.functionType(i).params().size())
                .sum();
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, name, "(I" + RAW_CALL, null, null);
        code.visitCode();
        int slots = 0;
        for (int i : StateClass.Cases.emit(code, 1, first, end)) {
            if (params <= MAX_ENTERED_PARAMETERS) {
                slots = Math.max(slots, enter(code, i, step, args, state));
            } else {
                code.visitVarInsn(Opcodes.ALOAD, args);
                code.visitVarInsn(Opcodes.ALOAD, state);
                code.visitMethodInsn(Opcodes.INVOKESTATIC, names.group(i), name + i, "(" + RAW_CALL, false);
                code.visitInsn(Opcodes.ARETURN);
            }
        }
        code.visitMaxs(slots + 8, state + 3);
        code.visitEnd();
        for (int i = first; i < end && params > MAX_ENTERED_PARAMETERS; i++) {
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
            MethodVisitor one = writer.visitMethod(access, name + i, "(" + RAW_CALL, null, null);
            one.visitCode();
            slots = enter(one, i, step, 0, 1);
            one.visitMaxs(slots + 8, 1 + 3);
            one.visitEnd();
        }
    }

    /** Emits the entry of one function, with raw values and state in local variables; gives the slots of its parameters. */
    private int enter(MethodVisitor code, int function, boolean step, int args, int state) {
        FunctionType type = module.functionType(function);
        Kind[] params = Kind.of(type.params());
        boolean once = step && module.makesTailCalls(function);
        Boxing.unpack(code, params, args, state);
        code.visitVarInsn(Opcodes.ALOAD, state);
        code.visitTypeInsn(Opcodes.CHECKCAST, names.state());
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                once ? names.large(function) : names.owner(function),
                once ? ClassNames.piece(function, 0) : ClassNames.method(function),
                Kind.methodDescriptor(type, names.stateDescriptor()),
                false);
        Boxing.returnPacked(code, Kind.of(type.returns()), state, state + 1);
        return Kind.slots(params);
    }

    private MethodVisitor method(ClassWriter writer, int function) {
        return writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                ClassNames.method(function),
                Kind.methodDescriptor(module.functionType(function), names.stateDescriptor()),
                null,
                null);
    }

    private void imported(ClassWriter writer, int function) {
        Kind[] params = Kind.of(module.functionType(function).params());
        int state = Kind.slots(params);
        MethodVisitor code = method(writer, function);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, state);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "imports", "[" + Names.HANDLE_DESC);
        CodeWriter.pushInt(code, function);
        code.visitInsn(Opcodes.AALOAD);
        code.visitVarInsn(Opcodes.ALOAD, state);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "instance", Names.INSTANCE_DESC);
        Boxing.pack(code, params, 0, state);
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, Names.HANDLE, "apply", "(" + Names.INSTANCE_DESC + "[J)[J", true);
        Boxing.returnUnpacked(code, Kind.of(module.functionType(function).returns()), state);
        code.visitMaxs(12, state + 1);
        code.visitEnd();
    }

    /** A function that has a class of its own. */
    private void large(ClassWriter writer, int function) {
        FunctionType type = module.functionType(function);
        MethodVisitor code = method(writer, function);
        code.visitCode();
        int slot = 0;
        for (Kind param : Kind.of(type.params())) {
            code.visitVarInsn(param.load, slot);
            slot += param.slots;
        }
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                names.large(function),
                ClassNames.piece(function, 0),
                Kind.methodDescriptor(type, names.stateDescriptor()),
                false);
        Kind[] results = Kind.of(type.returns());
        if (module.makesTailCalls(function)) {
            followTailCalls(code, results, slot);
        }
        code.visitInsn(Kind.returnOpcode(results));
        code.visitMaxs(slot + 4, slot + 2);
        code.visitEnd();
    }

    /** Emits the loop over tail calls, if the function has left one, the results of its own being on the stack. */
    private static void followTailCalls(MethodVisitor code, Kind[] results, int state) {
        Label none = new Label();
        code.visitVarInsn(Opcodes.ALOAD, state);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "tailCallee", Names.FUNC_REF_DESC);
        code.visitJumpInsn(Opcodes.IFNULL, none);
        if (results.length > 0) {
            code.visitInsn(results.length == 1 && results[0].slots == 2 ? Opcodes.POP2 : Opcodes.POP);
        }
        code.visitVarInsn(Opcodes.ALOAD, state);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.STATE, "followTailCalls", "()[J", false);
        code.visitVarInsn(Opcodes.ALOAD, state);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "tailReferences", "L" + Names.REFERENCES + ";");
        code.visitVarInsn(Opcodes.ASTORE, state + 1);
        Boxing.returnUnpacked(code, results, state + 1);
        code.visitLabel(none);
        if (results.length == 0) {
            code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        } else {
            Object top = results.length == 1 ? results[0].frame() : "[J";
            code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {top});
        }
    }
}
