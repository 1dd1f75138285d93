package dev.wasmmaven.runtime.component.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Components that a few bytes make large, deep or long to check. */
@DisplayName("A hostile component")
@Timeout(60)
class ComponentLimitsTest {

    private static final byte[] HEADER = {0, 'a', 's', 'm', 13, 0, 1, 0};
    private static final int COMPONENT = 4;
    private static final int INSTANCE = 5;
    private static final int TYPE = 7;
    private static final int IMPORT = 10;

    private static ComponentPlan load(byte[] component) {
        return new ComponentLoader(ComponentFeatures.defaults(), (name, wasm) -> {
                    throw new IllegalStateException("there are no core modules here");
                })
                .load("hostile.wasm", component);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }

    private static byte[] u32(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = value;
        while (rest >>> 6 != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return out.toByteArray();
    }

    private static byte[] vector(List<byte[]> items) {
        return join(u32(items.size()), join(items.toArray(byte[][]::new)));
    }

    private static byte[] section(int id, byte[] contents) {
        return join(bytes(id), u32(contents.length), contents);
    }

    private static byte[] section(int id, List<byte[]> items) {
        return section(id, vector(items));
    }

    private static byte[] name(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return join(u32(utf8.length), utf8);
    }

    private static byte[] tuple(int type) {
        return join(bytes(0x6f, 2), u32(type), u32(type));
    }

    /** An instance type: a resource, a tuple of 2<sup>doublings</sup> handles of it, and a function that takes one. */
    private static byte[] instanceType(int doublings) {
        List<byte[]> declarations = new ArrayList<>();
        declarations.add(join(bytes(0x04, 0x00), name("r"), bytes(0x03, 0x01)));
        declarations.add(bytes(0x01, 0x69, 0x00));
        for (int i = 0; i < doublings; i++) {
            declarations.add(join(bytes(0x01), tuple(1 + i)));
        }
        declarations.add(join(bytes(0x01, 0x40, 1), name("a"), u32(1 + doublings), bytes(0x01, 0x00)));
        declarations.add(join(bytes(0x04, 0x00), name("f"), bytes(0x01), u32(2 + doublings)));
        return join(bytes(0x42), vector(declarations));
    }

    private static byte[] importInstance(String name) {
        return join(bytes(0x00), name(name), bytes(0x05, 0x00));
    }

    @Test
    @DisplayName("with types that double at each step is refused before they are large")
    void doublingTypes() {
        List<byte[]> types = new ArrayList<>(List.of(bytes(0x6f, 1, 0x7f)));
        for (int i = 0; i < 60; i++) {
            types.add(tuple(i));
        }
        assertThatThrownBy(() -> load(join(HEADER, section(TYPE, types))))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("invalid: type at offset 0x")
                .hasMessageContaining("effective type size exceeds the limit of 1000000");
    }

    @Test
    @DisplayName("with deep types is refused, and with less deep ones is not")
    void deepTypes() {
        List<byte[]> types = new ArrayList<>(List.of(bytes(0x7f)));
        for (int i = 0; i < 99; i++) {
            types.add(join(bytes(0x70), u32(i)));
        }
        assertThat(load(join(HEADER, section(TYPE, types))).steps()).hasSize(100);
        types.add(join(bytes(0x70), u32(99)));
        assertThatThrownBy(() -> load(join(HEADER, section(TYPE, types))))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("type nesting is too deep");
    }

    /** So many components, each but the innermost with the next inside and an instance of it. */
    private static byte[] nested(int count) {
        byte[] instance = section(INSTANCE, vector(List.of(join(bytes(0x00), u32(0), vector(List.of())))));
        byte[] component = HEADER;
        for (int i = 1; i < count; i++) {
            component = join(HEADER, section(COMPONENT, component), instance);
        }
        return component;
    }

    @Test
    @DisplayName(
            "with components in components is loaded and instantiated up to wasmparser's limit, on a small stack too")
    void nestedComponents() throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread small = new Thread(
                null,
                () -> {
                    ComponentPlan plan = load(nested(1000));
                    Linker linker = new Linker();
                    linker.instantiate(new Store(new ChicoryEngine(1 << 20)), plan);
                },
                "small stack",
                256 << 10);
        small.setUncaughtExceptionHandler((thread, thrown) -> failures.add(thrown));
        small.start();
        small.join();
        assertThat(failures).isEmpty();
        byte[] tooMany = nested(1001);
        assertThatThrownBy(() -> load(tooMany))
                .isInstanceOf(MalformedException.class)
                .hasMessageMatching("malformed at offset 0x[0-9a-f]+: more than 1000 modules and components");
    }

    @Test
    @DisplayName("with types in types is refused where they are too many levels")
    void nesting() {
        byte[] types = bytes(0x42, 0);
        for (int i = 0; i < 5000; i++) {
            types = join(bytes(0x42, 1, 0x01), types);
        }
        byte[] nestedTypes = join(HEADER, section(TYPE, List.of(types)));
        assertThatThrownBy(() -> load(nestedTypes))
                .isInstanceOf(MalformedException.class)
                .hasMessageMatching("malformed at offset 0x[0-9a-f]+: types nested too deeply");
    }

    @Test
    @DisplayName("that instantiates large types thousands of times is checked as fast as its bytes are read")
    void manyInstances() {
        byte[] types = section(TYPE, List.of(instanceType(16)));
        byte[] imports = section(IMPORT, List.of(importInstance("i")));
        byte[] inner = join(HEADER, types, imports);
        byte[] instantiation = join(bytes(0x00, 0x00, 1), name("i"), bytes(0x05, 0x00));
        byte[] component = join(
                HEADER,
                types,
                imports,
                section(COMPONENT, inner),
                section(INSTANCE, Collections.nCopies(4000, instantiation)));
        assertThat(load(component).steps()).hasSize(4003);
    }

    @ParameterizedTest
    @CsvSource({
        "0a05ffffffff0f, 4294967295 definitions of a section",
        "0703ffff03, definitions of a section do not fit into the 0 bytes that follow",
        "07050172ffff03, fields",
        "0706017f, section 7 of 6 bytes",
        "07020170, unexpected end",
        "0e00, unknown section 14",
        "0708016e01ffffffff0f, name of 4294967295 bytes",
        "0705016e0101ff, malformed UTF-8 encoding"
    })
    @DisplayName("with sizes and counts that do not fit is refused at their offset")
    void damagedSizes(String section, String message) {
        assertThatThrownBy(() -> load(join(HEADER, HexFormat.of().parseHex(section))))
                .isInstanceOf(MalformedException.class)
                .hasMessageMatching("malformed at offset 0x[0-9a-f]+: .*")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "07020164, error-context",
        "070401677f04, fixed-length-lists",
        "080201 26, threading",
        "090100, start function"
    })
    @DisplayName("that uses what is not enabled or not there is refused with its name")
    void gated(String section, String feature) {
        assertThatThrownBy(() -> load(join(HEADER, HexFormat.of().parseHex(section.replace(" ", "")))))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining(feature);
    }
}
