package dev.wasmmaven.runtime.engine.compiler;

import java.util.List;
import java.util.Map;

/** Makes a module's classes when the JVM first needs them. */
final class CodeLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String GROUP = "Group";
    private static final String VALUES = "Values_";

    private final ModuleInfo module;
    private final ClassNames names;
    private final Map<String, List<Integer>> functionValues;

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
