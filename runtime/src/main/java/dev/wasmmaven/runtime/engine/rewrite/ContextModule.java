package dev.wasmmaven.runtime.engine.rewrite;

import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.List;
import java.util.Optional;

/**
 * A module that {@link ContextRewriter} has rewritten. It seems to be the module it was; what {@link #rewritten} imports
 * besides, last, are two globals of type {@link #SLOT}, the slots 0 and 1.
 */
public final class ContextModule implements CoreModule {

    /** The type of the globals. */
    public static final CoreGlobalType SLOT = new CoreGlobalType(CoreValType.I32, true);

    /** How many slots a thread has (CanonicalABI.md, {@code canon context.get}). */
    public static final int SLOTS = 2;

    private final CoreModule rewritten;
    private final List<CoreImport> imports;

    /** @param rewritten what the engine has made of the rewritten bytes */
    public ContextModule(CoreModule rewritten) {
        this.rewritten = rewritten;
        List<CoreImport> all = rewritten.imports();
        this.imports = List.copyOf(all.subList(0, all.size() - SLOTS));
    }

    /** What the engine can instantiate. */
    public CoreModule rewritten() {
        return rewritten;
    }

    @Override
    public boolean hasStartFunction() {
        return rewritten.hasStartFunction();
    }

    @Override
    public String name() {
        return rewritten.name();
    }

    @Override
    public List<CoreImport> imports() {
        return imports;
    }

    @Override
    public List<CoreExport> exports() {
        return rewritten.exports();
    }

    @Override
    public CoreOptions.Mode mode() {
        return rewritten.mode();
    }

    @Override
    public void compileAll() {
        rewritten.compileAll();
    }

    @Override
    public Optional<byte[]> customSection(String section) {
        return rewritten.customSection(section);
    }
}
