package dev.wasmmaven.runtime.component.binary;

import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.component.type.NameAttributes;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Decodes components (Binary.md, Component Definitions). */
public final class ComponentDecoder {

    private static final int HEADER_SIZE = 8;

    /** Id of a section that holds a component. */
    private static final int NESTED_COMPONENT = 4;

    private static final byte[] MAGIC = {0, 'a', 's', 'm'};
    private static final byte[] MODULE = {1, 0, 0, 0};

    /** Version 13, layer 1. */
    private static final byte[] COMPONENT = {13, 0, 1, 0};

    private final byte[] bytes;
    private final ComponentFeatures features;

    /** Modules and components so far. */
    private int count;

    private ComponentDecoder(byte[] bytes, ComponentFeatures features) {
        this.bytes = bytes;
        this.features = features;
    }

    /** Whether the bytes begin as a component does, and not as a core module or anything else. */
    public static boolean isComponent(byte[] bytes) {
        return bytes.length >= HEADER_SIZE
                && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && Arrays.equals(bytes, MAGIC.length, HEADER_SIZE, COMPONENT, 0, COMPONENT.length);
    }

    /**
     * Decodes a component.
     *
     * @throws MalformedException the bytes are not a component; the message tells the offset
     * @throws UnsupportedException the component uses what is not there or not enabled
     */
    public static ComponentSyntax decode(byte[] bytes, ComponentFeatures features) {
        return new ComponentDecoder(bytes, features).component(new BinaryReader(bytes, 0, bytes.length));
    }

    /** A component that is being read. */
    private final class Open {
        private final int at;
        private final BinaryReader in;
        private final List<Definition> definitions = new ArrayList<>();
        private final NameSection names = new NameSection();
        private int depth = 1;

        /** @param at offset of the section that it stands in */
        Open(int at, BinaryReader in) {
            this.at = at;
            this.in = in;
            countOne(in.position());
            header(in, COMPONENT, "component");
        }

        void add(Open inner) {
            definitions.add(new Definition.Nested(inner.at, inner.syntax()));
            depth = Math.max(depth, inner.depth + 1);
        }

        ComponentSyntax syntax() {
            return new ComponentSyntax(in.limit(), definitions, names.names(), depth);
        }
    }

    /** Without recursion, which as many components inside each other as a file may have could be too much for. */
    private ComponentSyntax component(BinaryReader whole) {
        Deque<Open> around = new ArrayDeque<>();
        Open open = new Open(0, whole);
        while (true) {
            if (open.in.hasRemaining()) {
                int at = open.in.position();
                int id = open.in.u8();
                BinaryReader section = open.in.slice(open.in.u32(), "section " + id);
                if (id == NESTED_COMPONENT) {
                    around.push(open);
                    open = new Open(at, section);
                } else {
                    section(id, at, section, open.definitions, open.names);
                }
            } else if (around.isEmpty()) {
                return open.syntax();
            } else {
                Open inner = open;
                open = around.pop();
                open.add(inner);
            }
        }
    }

    private void section(int id, int at, BinaryReader in, List<Definition> into, NameSection names) {
        NameDecoder nameDecoder = new NameDecoder(in, features);
        TypeDecoder types = new TypeDecoder(in, nameDecoder);
        switch (id) {
            case 0 -> {
                if (in.name().equals(NameSection.NAME)) {
                    names.read(in, features);
                }
                return;
            }
            case 1 -> {
                countOne(in.position());
                into.add(new Definition.CoreModule(at, in.position(), in.limit()));
                header(in, MODULE, "core module");
                return;
            }
            case 2 -> vector(in, into, () -> coreInstance(in, nameDecoder));
            case 3 ->
                vector(in, into, () -> new Definition.CoreType(in.position(), new CoreTypeDecoder(in).definition()));
            case 5 -> vector(in, into, () -> instance(in, nameDecoder));
            case 6 -> vector(in, into, types::alias);
            case 7 -> vector(in, into, () -> new Definition.Type(in.position(), types.type()));
            case 8 -> vector(in, into, new CanonDecoder(in, types)::canon);
            case 9, 12 -> throw NameDecoder.values(at);
            case 10 ->
                vector(
                        in,
                        into,
                        () -> new Definition.Import(in.position(), nameDecoder.externName(), types.externType()));
            case 11 -> vector(in, into, () -> export(in, nameDecoder, types));
            default -> throw BinaryReader.malformed(at, "unknown section " + id);
        }
        in.end("section " + id);
    }

    private static void vector(BinaryReader in, List<Definition> into, Supplier<Definition> item) {
        into.addAll(in.vector(Limits.DECLARATIONS, "definitions of a section", item));
    }

    private void countOne(int at) {
        count++;
        if (count > Limits.MODULES_AND_COMPONENTS) {
            throw BinaryReader.malformed(at, "more than " + Limits.MODULES_AND_COMPONENTS + " modules and components");
        }
    }

    private void header(BinaryReader in, byte[] version, String what) {
        int at = in.position();
        int available = in.limit() - at;
        int same = Math.min(available, MAGIC.length);
        if (!Arrays.equals(bytes, at, at + same, MAGIC, 0, same)) {
            throw BinaryReader.malformed(at, "magic header not detected: a " + what + " begins with 00 61 73 6d");
        }
        if (available < HEADER_SIZE) {
            throw BinaryReader.malformed(at + available, "unexpected end in the header of a " + what);
        }
        if (!Arrays.equals(bytes, at + MAGIC.length, at + HEADER_SIZE, version, 0, version.length)) {
            throw BinaryReader.malformed(
                    at + MAGIC.length,
                    String.format(
                            "unknown version %02x%02x, layer %02x%02x of a %s",
                            bytes[at + 5], bytes[at + 4], bytes[at + 7], bytes[at + 6], what));
        }
        in.slice(HEADER_SIZE, "the header");
    }

    private static Definition coreInstance(BinaryReader in, NameDecoder names) {
        int at = in.position();
        if (in.flag("kind of a core instance")) {
            return new Definition.CoreInlineInstance(
                    at,
                    in.vector(
                            Limits.ARGUMENTS,
                            "exports of a core instance",
                            () -> item(in.name(), names.coreItemSort(), in.u32())));
        }
        return new Definition.CoreInstantiate(
                at, in.u32(), in.vector(Limits.ARGUMENTS, "arguments of an instantiation", () -> coreArgument(in)));
    }

    private static Definition.CoreArgument coreArgument(BinaryReader in) {
        String name = in.name();
        in.expect(0x12, "sort of an argument");
        return new Definition.CoreArgument(name, in.u32());
    }

    private static Definition instance(BinaryReader in, NameDecoder names) {
        int at = in.position();
        if (in.flag("kind of an instance")) {
            return new Definition.InlineInstance(
                    at,
                    in.vector(
                            Limits.ARGUMENTS,
                            "exports of an instance",
                            () -> new Definition.Item(names.externName(), names.sort(), in.u32())));
        }
        return new Definition.Instantiate(
                at,
                in.u32(),
                in.vector(
                        Limits.ARGUMENTS,
                        "arguments of an instantiation",
                        () -> item(in.name(), names.sort(), in.u32())));
    }

    private static Definition.Item item(String name, Sort sort, int index) {
        return new Definition.Item(new ExternName(name, NameAttributes.NONE), sort, index);
    }

    private static Definition export(BinaryReader in, NameDecoder names, TypeDecoder types) {
        int at = in.position();
        ExternName name = names.externName();
        return new Definition.Export(
                at,
                name,
                names.sort(),
                in.u32(),
                in.flag("presence of an export's type") ? Optional.of(types.externType()) : Optional.empty());
    }
}
