package dev.wasmmaven.runtime.engine.compiler;

import dev.wasmmaven.runtime.engine.cache.StoredClasses;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a module's classes when the JVM first needs them. */
final class CodeLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String GROUP = "Group";
    private static final String VALUES = "Values_";
    private static final String LARGE = "Large";
    private static final String FRAME = "Frame";
    private static final String FRAMELESS = "Frameless";
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final ModuleInfo module;
    private final ClassNames names;
    /** Of the binary names of this module's classes. */
    private final String prefix;

    private final Map<String, List<Integer>> functionValues;

    /** Classes that were generated with others, until they are needed. */
    private final Map<String, byte[]> byProducts = new ConcurrentHashMap<>();

    private final AheadClasses ahead;
    private final StoredClasses stored;

    CodeLoader(ModuleInfo module, ClassNames names, Map<String, List<Integer>> functionValues, StoredClasses stored) {
        super(SignatureLoader.INSTANCE);
        this.module = module;
        this.names = names;
        this.prefix = names.prefix().replace('/', '.');
        this.functionValues = functionValues;
        this.stored = stored;
        this.ahead = new AheadClasses(module, names, this::generate, AheadCompiler.SHARED);
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
            bytes = ahead.take(internal);
        }
        if (bytes == null) {
            bytes = generate(internal);
        }
        stored.add(simple, bytes);
        if (simple.startsWith(GROUP)) {
            ahead.follow(Integer.parseInt(simple.substring(GROUP.length())));
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** The classes that were made with others and not loaded yet. */
    Set<String> byProducts() {
        return Set.copyOf(byProducts.keySet());
    }

    private String simple(String internal) {
        return internal.substring(names.prefix().length());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SignatureLoader.PREFIX)) {
            return SignatureLoader.INSTANCE.load(name, stored);
        }
        return name.startsWith(prefix) ? own(name) : super.loadClass(name, resolve);
    }

    /** No parent has it: to ask them costs a look into every jar of the class path, and there are thousands of these classes. */
    private Class<?> own(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** One of the classes of a large function; the others are kept until they are needed. */
    private byte[] large(ClassNames names, int function, String internal) throws ClassNotFoundException {
        byte[] wanted = null;
        for (Map.Entry<String, byte[]> made :
                LargeClass.generate(module, names, function).entrySet()) {
            if (made.getKey().equals(internal)) {
                wanted = made.getValue();
            } else if (findLoadedClass(made.getKey().replace('/', '.')) == null) {
                byProducts.put(made.getKey(), made.getValue());
            }
        }
        if (wanted == null) {
            throw new ClassNotFoundException(internal);
        }
        return wanted;
    }

    private byte[] generate(String internal) throws ClassNotFoundException {
        String simple = simple(internal);
        if (simple.startsWith(GROUP)) {
            return GroupClass.generate(module, names, Integer.parseInt(simple.substring(GROUP.length())));
        }
        boolean frameless = simple.startsWith(FRAMELESS);
        if (simple.startsWith(LARGE) || simple.startsWith(FRAME) || frameless) {
            Matcher number = NUMBER.matcher(simple);
            if (number.find()) {
                return large(
                        frameless ? names.forFunctionsWithoutFrames() : names,
                        Integer.parseInt(number.group()),
                        internal);
            }
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
