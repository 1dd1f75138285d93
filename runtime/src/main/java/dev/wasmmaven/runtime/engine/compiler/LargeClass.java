package dev.wasmmaven.runtime.engine.compiler;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;

/** Generates the classes of a function that is too large to share one. */
final class LargeClass {

    private LargeClass() {}

    /**
     * The classes by their names: those with the methods of its pieces, and one of what these share if there are several. A
     * function whose pieces the JVM does not take is handed to the interpreter: one instruction can be too large.
     */
    static Map<String, byte[]> generate(ModuleInfo module, ClassNames names, int function) {
        try {
            Split split = FunctionCompiler.split(module, names, function);
            Map<Integer, ClassWriter> parts = new TreeMap<>();
            FunctionCompiler.compilePieces(
                    module,
                    names,
                    function,
                    split,
                    part -> parts.computeIfAbsent(part, it -> begin(names.large(function, part))));
            Map<String, byte[]> classes = new TreeMap<>();
            parts.forEach((part, writer) -> {
                writer.visitEnd();
                classes.put(names.large(function, part), writer.toByteArray());
            });
            if (split.isDivided()) {
                classes.put(names.frame(function), FrameClass.generate(module, names, function, split));
            }
            return classes;
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            return Map.of(
                    names.large(function),
                    InterpretedClass.generate(
                            module, function, names, names.large(function), ClassNames.piece(function, 0)));
        }
    }

    private static ClassWriter begin(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, "java/lang/Object", null);
        return writer;
    }
}
