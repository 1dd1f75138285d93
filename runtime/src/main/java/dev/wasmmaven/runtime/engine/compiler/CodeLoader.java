package dev.wasmmaven.runtime.engine.compiler;

import dev.wasmmaven.runtime.engine.cache.StoredClasses;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes a module's classes when the JVM first needs them. */
final class CodeLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String GROUP = "Group";
    private static final String VALUES = "Values_";
    private static final String LARGE = "Large";

    private final ModuleInfo module;
    private final ClassNames names;
    private final Map<String, List<Integer>> functionValues;

    /** Classes that were generated with others, until they are needed. */
    private final Map<String, byte[]> byProducts = new ConcurrentHashMap<>();

    private final StoredClasses stored;

    CodeLoader(ModuleInfo module, ClassNames names, Map<String, List<Integer>> functionValues, StoredClasses stored) {
        super(SignatureLoader.INSTANCE);
        this.module = module;
        this.names = names;
        this.functionValues = functionValues;
        this.stored = stored;
        SignatureLoader.open(getUnnamedModule());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String internal = name.replace('.', '/');
        if (!internal.startsWith(names.prefix())) {
            throw new ClassNotFoundException(name);
        }
        String simple = simple(internal);
        Optional<ByteBuffer> kept = stored.find(simple);
        if (kept.isPresent()) {
            return defineClass(name, kept.get(), null);
        }
        byte[] bytes = byProducts.remove(internal);
        if (bytes == null) {
            bytes = generate(internal, simple);
            stored.add(simple, bytes);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private String simple(String internal) {
        return internal.substring(names.prefix().length());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SignatureLoader.PREFIX)) {
            return SignatureLoader.INSTANCE.load(name, stored);
        }
        return super.loadClass(name, resolve);
    }

    /** Compiles a {@linkplain FunctionCompiler#isLarge large} function before it is called. */
    void compile(int function) {
        byte[] code = large(function).code();
        byProducts.put(names.large(function), code);
        stored.add(simple(names.large(function)), code);
    }

    private LargeClass large(int function) {
        LargeClass large = LargeClass.generate(module, names, function);
        if (large.isInterpreted()) {
            stored.needCode();
        }
        byte[] frame = large.frame();
        if (frame != null) {
            byProducts.put(names.frame(function), frame);
            stored.add(simple(names.frame(function)), frame);
        }
        return large;
    }

    private byte[] generate(String internal, String simple) throws ClassNotFoundException {
        if (simple.startsWith(GROUP)) {
            return GroupClass.generate(module, names, Integer.parseInt(simple.substring(GROUP.length())));
        }
        if (simple.startsWith(LARGE)) {
            return large(Integer.parseInt(simple.substring(LARGE.length()))).code();
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
        if (internal.equals(names.directAccess())) {
            return DirectAccessClass.generate(internal);
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
