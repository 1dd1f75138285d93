package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.DataCountSection;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.GlobalSection;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.Section;
import com.dylibso.chicory.wasm.types.SectionId;
import com.dylibso.chicory.wasm.types.StartSection;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TableSection;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.TypeSection;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.SectionCheck;
import dev.wasmmaven.runtime.engine.compiler.rt.InterpretedCode;
import dev.wasmmaven.runtime.engine.lowering.Lowering;
import dev.wasmmaven.runtime.engine.lowering.UnsupportedProposal;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A module that Chicory's parser has read and its validator has accepted.
 *
 * @param module with each import renamed to its position: Chicory links by name, and a module may import one name twice
 *     with different things in mind
 * @param imports the imports under their own names
 */
record ParsedModule(WasmModule module, List<CoreImport> imports) {

    /** Sections that Chicory needs; the custom ones, which can be most of a file, stay where they are. */
    private static final int[] SECTIONS = {
        SectionId.TYPE,
        SectionId.IMPORT,
        SectionId.FUNCTION,
        SectionId.TABLE,
        SectionId.MEMORY,
        SectionId.GLOBAL,
        SectionId.EXPORT,
        SectionId.START,
        SectionId.ELEMENT,
        SectionId.CODE,
        SectionId.DATA,
        SectionId.DATA_COUNT,
        SectionId.TAG
    };

    /** The sections that make sense of functions' code; the parser wants as many functions declared as there is code. */
    private static final Set<Integer> CODE_SECTIONS = Set.of(SectionId.TYPE, SectionId.FUNCTION, SectionId.CODE);

    static ParsedModule of(String name, ModuleOutline outline) {
        AliasedImports named = AliasedImports.of(name, outline);
        return withLowering(name, named.outline(), it -> of(name, it, it.bytes(), true, named));
    }

    /** The same without its functions' code, for a module that has been validated before and is compiled. */
    static ParsedModule withoutCode(String name, ModuleOutline outline) {
        AliasedImports named = AliasedImports.of(name, outline);
        return of(name, named.outline(), named.outline().only(id -> id != SectionId.CODE), false, named);
    }

    /** Its functions' code with the types that this uses, for a module that has been validated before. */
    static WasmModule code(String name, ModuleOutline outline) {
        return withLowering(name, outline, it -> {
            List<Section> sections = new ArrayList<>();
            parse(name, it, it.only(CODE_SECTIONS::contains), sections);
            WasmModule.Builder builder = WasmModule.builder().withValidation(false);
            sections.forEach(section -> add(builder, section));
            return builder.build();
        });
    }

    /** Lowers only what has to be: most modules have nothing, and finding that out costs as much as parsing. */
    private static <T> T withLowering(String name, ModuleOutline outline, Function<ModuleOutline, T> parsing) {
        if (Lowering.isNeededFor(outline)) {
            Optional<ModuleOutline> lowered = lowered(name, outline);
            if (lowered.isPresent()) {
                return parsing.apply(lowered.get());
            }
        }
        try {
            return parsing.apply(outline);
        } catch (MalformedException e) {
            Optional<ModuleOutline> lowered = lowered(name, outline);
            if (lowered.isPresent()) {
                return parsing.apply(lowered.get());
            }
            Optional<String> proposal = UnsupportedProposal.find(name, outline);
            if (proposal.isPresent()) {
                throw new UnsupportedException(
                        name + " uses " + proposal.get() + ", which this runtime does not have", e);
            }
            throw e;
        }
    }

    private static Optional<ModuleOutline> lowered(String name, ModuleOutline outline) {
        try {
            return Lowering.lower(name, outline);
        } catch (MalformedException e) {
            // The parser says better what is wrong, or it does know what lowering does not.
            return Optional.empty();
        }
    }

    private static ParsedModule of(
            String name, ModuleOutline outline, byte[] bytes, boolean withCode, AliasedImports named) {
        if (withCode) {
            SectionCheck.check(name, outline);
        }
        List<Section> sections = new ArrayList<>();
        parse(name, outline, bytes, sections);
        try {
            WasmModule.Builder builder = WasmModule.builder();
            if (!withCode) {
                builder.setCodeSection(emptyBodies(functions(sections))).withValidation(false);
            }
            ImportSection original = ImportSection.builder().build();
            for (Section section : sections) {
                if (section instanceof CodeSection code) {
                    BodyCheck.check(code, bytes, tables(sections));
                }
                if (section instanceof ImportSection imports) {
                    original = imports;
                    builder.setImportSection(renamed(imports));
                } else {
                    add(builder, section);
                }
            }
            WasmModule module = validated(builder);
            if (withCode) {
                ConstantExpressions.validate(module);
            }
            checkExports(module);
            return new ParsedModule(module, imports(module, original, named));
        } catch (InvalidException e) {
            throw new dev.wasmmaven.runtime.error.InvalidException(name + " does not validate: " + e.getMessage(), e);
        } catch (ChicoryException | StackOverflowError e) {
            throw new MalformedException(name + " is not a well-formed module: " + reason(e), e);
        } catch (UnsupportedException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw new MalformedException(name + " is not a well-formed module: " + reason(e), e);
        }
    }

    private static WasmModule validated(WasmModule.Builder builder) {
        try {
            return builder.build();
        } catch (InvalidException e) {
            if (DeclaredFunctions.isReason(e)) {
                return DeclaredFunctions.validate(builder);
            }
            throw e;
        }
    }

    private static int functions(List<Section> sections) {
        return sections.stream()
                .filter(FunctionSection.class::isInstance)
                .mapToInt(section -> ((FunctionSection) section).functionCount())
                .sum();
    }

    private static int tables(List<Section> sections) {
        int tables = 0;
        for (Section section : sections) {
            if (section instanceof ImportSection imports) {
                tables += imports.count(ExternalType.TABLE);
            } else if (section instanceof TableSection own) {
                tables += own.tableCount();
            }
        }
        return tables;
    }

    private static CodeSection emptyBodies(int count) {
        CodeSection.Builder code = CodeSection.builder();
        FunctionBody empty = new FunctionBody(List.of(), List.of());
        for (int i = 0; i < count; i++) {
            code.addFunctionBody(empty);
        }
        return code.build();
    }

    private static void parse(String name, ModuleOutline outline, byte[] bytes, List<Section> into) {
        Parser.Builder parser = Parser.builder();
        for (int id : SECTIONS) {
            parser.includeSectionId(id);
        }
        try {
            parser.build().parse(new ByteArrayInputStream(bytes), into::add);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new MalformedException(
                    name + " is not a well-formed module: " + reason(e) + where(outline, into.size()), e);
        }
    }

    /** Where Java's assertions are on, as in tests, Chicory's find damage before its own checks do, and say less of it. */
    private static String reason(Throwable thrown) {
        if (thrown instanceof StackOverflowError) {
            return "it is nested too deep";
        }
        String message = thrown instanceof ChicoryException ? thrown.getMessage() : null;
        return message == null ? "the contents are damaged" : message;
    }

    /** In which section the parser stopped, after so many that it read. */
    private static String where(ModuleOutline outline, int read) {
        return outline.sections().stream()
                .filter(section -> section.id() != SectionId.CUSTOM)
                .skip(read)
                .findFirst()
                .map(section -> ", in section " + section.id() + " at offset 0x" + Integer.toHexString(section.start()))
                .orElse("");
    }

    private static void add(WasmModule.Builder builder, Section section) {
        switch (section.sectionId()) {
            case SectionId.TYPE -> builder.setTypeSection(CanonicalTypes.of((TypeSection) section));
            case SectionId.FUNCTION -> builder.setFunctionSection((FunctionSection) section);
            case SectionId.TABLE -> builder.setTableSection((TableSection) section);
            case SectionId.MEMORY -> builder.setMemorySection((MemorySection) section);
            case SectionId.GLOBAL -> builder.setGlobalSection((GlobalSection) section);
            case SectionId.EXPORT -> builder.setExportSection((ExportSection) section);
            case SectionId.START -> builder.setStartSection((StartSection) section);
            case SectionId.ELEMENT -> builder.setElementSection((ElementSection) section);
            case SectionId.CODE -> builder.setCodeSection((CodeSection) section);
            case SectionId.DATA -> builder.setDataSection((DataSection) section);
            case SectionId.DATA_COUNT -> builder.setDataCountSection((DataCountSection) section);
            case SectionId.TAG -> builder.setTagSection((TagSection) section);
            default -> throw new IllegalStateException("section " + section.sectionId() + " was not asked for");
        }
    }

    /** Chicory validates exports only when it instantiates (core specification 3.4.10 and 3.4.11). */
    private static void checkExports(WasmModule module) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            if (!names.add(export.name())) {
                throw new InvalidException("duplicate export name " + export.name());
            }
            int count = module.importSection().count(export.exportType()) + defined(module, export.exportType());
            if (export.index() < 0 || export.index() >= count) {
                throw new InvalidException("unknown "
                        + export.exportType().name().toLowerCase(Locale.ROOT) + " "
                        + Integer.toUnsignedString(export.index()) + " in export " + export.name());
            }
        }
    }

    private static int defined(WasmModule module, ExternalType kind) {
        return switch (kind) {
            case FUNCTION -> module.functionSection().functionCount();
            case TABLE -> module.tableSection().tableCount();
            case MEMORY ->
                module.memorySection().map(MemorySection::memoryCount).orElse(0);
            case GLOBAL -> module.globalSection().globalCount();
            case TAG -> module.tagSection().map(TagSection::tagCount).orElse(0);
        };
    }

    private static ImportSection renamed(ImportSection imports) {
        ImportSection.Builder builder = ImportSection.builder();
        for (int i = 0; i < imports.importCount(); i++) {
            builder.addImport(renamed(imports.getImport(i), position(i)));
        }
        return builder.build();
    }

    /** The module name under which the import of that position is linked; its own name is empty. */
    static String position(int index) {
        return Integer.toString(index);
    }

    private static Import renamed(Import item, String module) {
        if (item instanceof FunctionImport function) {
            return new FunctionImport(module, "", function.typeIndex());
        }
        if (item instanceof MemoryImport memory) {
            return new MemoryImport(module, "", memory.limits());
        }
        if (item instanceof TableImport table) {
            return new TableImport(module, "", table.entryType(), table.limits());
        }
        if (item instanceof GlobalImport global) {
            return new GlobalImport(module, "", global.mutabilityType(), global.type());
        }
        if (item instanceof TagImport tag) {
            return new TagImport(
                    module, "", tag.tagType().attribute(), tag.tagType().typeIdx());
        }
        throw new UnsupportedException("an import of kind " + item.importType() + " is not supported", null);
    }

    /** The module with empty function bodies, for instances whose functions are compiled. */
    static WasmModule withoutBodies(WasmModule module) {
        return InterpretedCode.in(module, emptyBodies(module.codeSection().functionBodyCount()));
    }

    private static List<CoreImport> imports(WasmModule module, ImportSection original, AliasedImports named) {
        List<CoreImport> imports = new ArrayList<>();
        for (int i = 0; i < original.importCount(); i++) {
            Import item = original.getImport(i);
            imports.add(named.restored(i, new CoreImport(item.module(), item.name(), Types.of(module, item))));
        }
        return List.copyOf(imports);
    }
}
