package dev.wasmmaven.runtime.testing;

import java.io.ByteArrayOutputStream;

/** A function body, or a constant expression, written instruction by instruction (core specification 5.4). */
public final class Code {

    /** Block type without parameters and results. */
    public static final int VOID = 0x40;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Any opcode without immediates. */
    public Code op(int... opcodes) {
        for (int opcode : opcodes) {
            out.write(opcode);
        }
        return this;
    }

    public Code unreachable() {
        return op(0x00);
    }

    public Code block(int type) {
        return op(0x02, type);
    }

    public Code loop(int type) {
        return op(0x03, type);
    }

    public Code ifThen(int type) {
        return op(0x04, type);
    }

    public Code end() {
        return op(0x0b);
    }

    public Code br(int label) {
        return op(0x0c).u32(label);
    }

    public Code brIf(int label) {
        return op(0x0d).u32(label);
    }

    public Code call(int function) {
        return op(0x10).u32(function);
    }

    public Code callIndirect(int type, int table) {
        return op(0x11).u32(type).u32(table);
    }

    public Code drop() {
        return op(0x1a);
    }

    public Code localGet(int index) {
        return op(0x20).u32(index);
    }

    public Code localSet(int index) {
        return op(0x21).u32(index);
    }

    public Code globalGet(int index) {
        return op(0x23).u32(index);
    }

    public Code globalSet(int index) {
        return op(0x24).u32(index);
    }

    public Code tableGrow(int table) {
        return op(0xfc, 0x0f).u32(table);
    }

    public Code refNullFunc() {
        return op(0xd0, 0x70);
    }

    public Code i32Load(int offset) {
        return op(0x28, 2).u32(offset);
    }

    public Code i32Store(int offset) {
        return op(0x36, 2).u32(offset);
    }

    public Code memorySize() {
        return op(0x3f, 0);
    }

    public Code memoryGrow() {
        return op(0x40, 0);
    }

    public Code i32Const(int value) {
        op(0x41);
        Leb.signed(out, value);
        return this;
    }

    public Code i64Const(long value) {
        op(0x42);
        Leb.signed(out, value);
        return this;
    }

    public Code i32Add() {
        return op(0x6a);
    }

    public Code i32Sub() {
        return op(0x6b);
    }

    public Code i32DivS() {
        return op(0x6d);
    }

    public Code i32TruncF32S() {
        return op(0xa8);
    }

    public Code throwTag(int tag) {
        return op(0x08).u32(tag);
    }

    /** Opens a block in which every exception jumps to a label (exception handling, {@code try_table … catch_all}). */
    public Code tryTableCatchAll(int type, int label) {
        return op(0x1f, type, 1, 0x02).u32(label);
    }

    public Code u32(int value) {
        Leb.unsigned(out, Integer.toUnsignedLong(value));
        return this;
    }

    /** Adds what another one has. */
    public Code then(Code more) {
        out.writeBytes(more.bytes());
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
