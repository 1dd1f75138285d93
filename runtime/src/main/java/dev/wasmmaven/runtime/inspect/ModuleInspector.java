package dev.wasmmaven.runtime.inspect;

import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.inspect.ModuleDescription.Export;
import dev.wasmmaven.runtime.inspect.ModuleDescription.Import;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@link ModuleDescription} (core specification 5.5; tool conventions: Producers, Target Features). */
public final class ModuleInspector {

    private static final List<String> KINDS = List.of("func", "table", "memory", "global", "tag");

    private static final int FUNC = 0;
    private static final int TABLE = 1;
    private static final int MEMORY = 2;
    private static final int GLOBAL = 3;
    private static final int TAG = 4;

    private final String file;
    private final ModuleOutline outline;
    private List<String> types = List.of();
    private final List<Import> imports = new ArrayList<>();
    private final List<Export> exports = new ArrayList<>();
    private int defined;
    private OptionalInt start = OptionalInt.empty();

    /** The types of all items by kind, imported ones first. */
    private final List<List<String>> items =
            List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    private ModuleInspector(String file, ModuleOutline outline) {
        this.file = file;
        this.outline = outline;
    }

    /**
     * Reads a module.
     *
     * @param file names it in messages
     * @throws dev.wasmmaven.runtime.error.MalformedException it is none, or damaged
     * @throws dev.wasmmaven.runtime.error.UnsupportedException it is a component
     */
    public static ModuleDescription inspect(String file, byte[] wasm) {
        return new ModuleInspector(file, ModuleOutline.of(file, wasm)).inspect();
    }

    private ModuleDescription inspect() {
        List<ModuleDescription.Section> sections = new ArrayList<>();
        for (ModuleOutline.Section each : outline.sections()) {
            sections.add(new ModuleDescription.Section(
                    each.id() == SectionNames.CUSTOM ? each.name() : SectionNames.ofModule(each.id()),
                    each.id() == SectionNames.CUSTOM,
                    each.start(),
                    each.end() - each.start(),
                    read(each)));
        }
        NameSection names = outline.custom("name")
                .map(each -> NameSection.read(file, outline.bytes(), each.start(), each.end()))
                .orElse(NameSection.EMPTY);
        return new ModuleDescription(
                file,
                outline.bytes().length,
                names.module(),
                sections,
                imports,
                exports,
                items.get(MEMORY),
                items.get(TABLE),
                defined,
                names.functions(),
                start,
                producers(),
                features());
    }

    private Leb128 cursor(ModuleOutline.Section section) {
        return new Leb128(file, outline.bytes(), section.start(), section.end());
    }

    /** Reads a section and gives the number of its elements, if it has a vector of them. */
    private OptionalInt read(ModuleOutline.Section section) {
        if (section.id() == SectionNames.CUSTOM) {
            return OptionalInt.empty();
        }
        Leb128 in = cursor(section);
        int first = (int) in.u32();
        TypeReader reader = new TypeReader(file, in);
        switch (SectionNames.ofModule(section.id())) {
            case "type" -> types = reader.types(first);
            case "import" -> readImports(reader, in, first, section.end());
            case "function" -> {
                defined = first;
                for (int i = 0; i < first; i++) {
                    items.get(FUNC).add(type(in.u32()));
                }
            }
            case "table" -> add(TABLE, first, reader::table);
            case "memory" -> add(MEMORY, first, reader::memory);
            case "global" -> add(GLOBAL, first, reader::globalWithValue);
            case "tag" -> add(TAG, first, () -> tag(in));
            case "export" -> readExports(in, first, section.end());
            case "start" -> {
                start = OptionalInt.of(first);
                return OptionalInt.empty();
            }
            default -> {
                // Elements, code and data are counted and not looked into.
            }
        }
        return OptionalInt.of(first);
    }

    private void add(int kind, int count, java.util.function.Supplier<String> item) {
        for (int i = 0; i < count; i++) {
            items.get(kind).add(item.get());
        }
    }

    private String type(long index) {
        return index < types.size() ? types.get((int) index) : "(type " + index + ")";
    }

    private String tag(Leb128 in) {
        in.u8();
        return type(in.u32());
    }

    private void readImports(TypeReader reader, Leb128 in, int count, int end) {
        for (int i = 0; i < count; i++) {
            String module = in.name(end);
            String name = in.name(end);
            int kind = in.u8();
            String type = switch (kind) {
                case FUNC -> type(in.u32());
                case TABLE -> reader.table();
                case MEMORY -> reader.memory();
                case GLOBAL -> reader.global();
                case TAG -> tag(in);
                default -> throw reader.unknown("import", kind);
            };
            items.get(kind).add(type);
            imports.add(new Import(module, name, KINDS.get(kind), type));
        }
    }

    private void readExports(Leb128 in, int count, int end) {
        for (int i = 0; i < count; i++) {
            String name = in.name(end);
            int kind = in.u8();
            long index = in.u32();
            if (kind >= KINDS.size()) {
                throw new TypeReader(file, in).unknown("export", kind);
            }
            List<String> all = items.get(kind);
            exports.add(new Export(name, KINDS.get(kind), index < all.size() ? all.get((int) index) : "#" + index));
        }
    }

    private Map<String, List<String>> producers() {
        return outline.custom(ProducersSection.NAME)
                .map(each -> ProducersSection.read(file, outline.bytes(), each.start(), each.end()))
                .orElse(Map.of());
    }

    private List<String> features() {
        List<String> features = new ArrayList<>();
        Optional<ModuleOutline.Section> section = outline.custom("target_features");
        if (section.isPresent()) {
            Leb128 in = cursor(section.get());
            for (long count = in.u32(); count > 0; count--) {
                features.add((char) in.u8() + in.name(section.get().end()));
            }
        }
        return features;
    }
}
