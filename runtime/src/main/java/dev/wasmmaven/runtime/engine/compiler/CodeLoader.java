package dev.wasmmaven.runtime.engine.compiler;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes a module's classes when the JVM first needs them. */
final class CodeLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String GROUP = "Group";
    private static final String VALUES = "Values_";
    private static final String LARGE = "Large";
    private static final String FRAME = "Frame";

    private final ModuleInfo module;
    private final ClassNames names;
    private final Map<String, List<Integer>> functionValues;

    /** Classes that were generated with others, until they are needed. */
    private final Map<String, byte[]> byProducts = new ConcurrentHashMap<>();

    CodeLoader(ModuleInfo module, ClassNames names, Map<String, List<Integer>> functionValues) {
        super(SignatureLoader.INSTANCE);
        this.module = module;
        this.names = names;
        this.functionValues = functionValues;
        SignatureLoader.open(getUnnamedModule());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String internal = name.replace('.', '/');
        if (!internal.startsWith(names.prefix())) {
            throw new ClassNotFoundException(name);
        }
        byte[] bytes = generate(internal, internal.substring(names.prefix().length()));
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] generate(String internal, String simple) throws ClassNotFoundException {
        if (simple.startsWith(GROUP)) {
            return GroupClass.generate(module, names, Integer.parseInt(simple.substring(GROUP.length())));
        }
        if (simple.startsWith(LARGE)) {
            int function = Integer.parseInt(simple.substring(LARGE.length()));
            LargeClass large = LargeClass.generate(module, names, function);
            byte[] frame = large.frame();
            if (frame != null) {
                byProducts.put(names.frame(function), frame);
            }
            return large.code();
        }
        if (simple.startsWith(FRAME)) {
            byte[] frame = byProducts.remove(internal);
            if (frame == null) {
                throw new ClassNotFoundException(internal);
            }
            return frame;
        }
        if (simple.startsWith(VALUES)) {
            int end = simple.lastIndexOf('_');
            String signature = simple.substring(VALUES.length(), end);
            int bucket = Integer.parseInt(simple.substring(end + 1));
            List<Integer> all = functionValues.getOrDefault(signature, List.of());
            int first = bucket * ClassNames.BUCKET_SIZE;
            List<Integer> some = all.subList(first, Math.min(all.size(), first + ClassNames.BUCKET_SIZE));
            return ValuesClass.generate(names, internal, signature, some);
        }
        if (internal.equals(names.imports())) {
            return GroupClass.generateImports(module, names);
        }
        if (internal.equals(names.state())) {
            return StateClass.generate(module, names);
        }
        throw new ClassNotFoundException(internal);
    }
}
