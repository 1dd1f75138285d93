package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.F64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I64;

import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.Random;

/**
 * A module with one function of random statements: nested blocks, loops that end, branches out of all of them with and
 * without values, tables, and operands that stay on the stack while whole blocks run.
 */
final class GeneratedFunction {

    /** Of the function: numbers of each type to start from. */
    static final int[] PARAMS = {I32, I32, I32, I32, I64, I64, I64, I64, F64, F64};

    private static final int FIRST_I64 = 4;
    private static final int FIRST_F64 = 8;
    private static final int FUEL = 10;
    private static final int LOCALS = 40;
    private static final int HELPER = 0;

    private final Random random;
    private final Code code = new Code();
    private final int statements;
    private int statementsLeft;
    private int depth;

    private GeneratedFunction(long seed, int statements) {
        this.random = new Random(seed);
        this.statements = statements;
    }

    static byte[] module(long seed, int statements) {
        GeneratedFunction function = new GeneratedFunction(seed, statements);
        ModuleAssembler module = new ModuleAssembler();
        int helper = module.type(new int[] {I64}, I64);
        int type = module.type(PARAMS, I64);
        module.memory(1, 4);
        module.global(I64, true, new Code().i64Const(5).end());
        module.func(
                helper,
                0,
                new Code()
                        .i32Const(0)
                        .memoryGrow()
                        .op(0xac)
                        .localGet(0)
                        .op(0x7c)
                        .globalGet(0)
                        .op(0x85)
                        .end());
        int index = module.func(type, LOCALS, function.body());
        return module.export("f", Kind.FUNC, index).build();
    }

    private Code body() {
        code.i32Const(200).localSet(FUEL);
        final int share = 80;
        for (int i = 0; i < statements; i += share) {
            // Shared out, so that not all of them end up in the first block.
            statementsLeft = share;
            while (statementsLeft > 0) {
                statement();
            }
        }
        // The result depends on every variable.
        code.globalGet(0);
        for (int i = 0; i < FUEL + LOCALS; i++) {
            code.localGet(i);
            if (i >= FIRST_F64 && i < FUEL) {
                code.op(0xbd);
            } else if (i < FIRST_I64 || i >= FUEL) {
                code.op(0xac);
            }
            code.op(0x85).i64Const(0x1000_0193L).op(0x7e);
        }
        return code.end();
    }

    private void statements(int most) {
        for (int i = 1 + random.nextInt(most); i > 0 && statementsLeft > 0; i--) {
            statement();
        }
    }

    private void statement() {
        statementsLeft--;
        int choice = random.nextInt(depth > 12 ? 10 : 17);
        switch (choice) {
            case 0, 1, 2 -> code.then(i32(2)).localSet(anyI32());
            case 3, 4 -> code.then(i64(2)).localSet(FIRST_I64 + random.nextInt(4));
            case 5 -> code.then(f64()).localSet(FIRST_F64 + random.nextInt(2));
            case 6 -> code.then(address()).then(i64(1)).op(0x37, 0).u32(random.nextInt(64));
            case 7 -> code.then(i64(1)).globalSet(0);
            case 8 -> {
                if (depth > 0) {
                    code.then(condition()).brIf(random.nextInt(depth));
                }
            }
            case 9 -> {
                if (random.nextInt(40) == 0) {
                    code.then(condition())
                            .ifThen(Code.VOID)
                            .then(i64(1))
                            .op(0x0f)
                            .end();
                }
            }
            case 10, 11 -> {
                code.block(Code.VOID);
                inner(6);
            }
            case 12 -> loop();
            case 13 -> {
                code.then(condition()).ifThen(Code.VOID);
                depth++;
                statements(4);
                code.op(0x05);
                statements(4);
                depth--;
                code.end();
            }
            case 14 -> valueBlock();
            case 15 -> heldOperands();
            default -> table();
        }
    }

    private void inner(int most) {
        depth++;
        statements(most);
        depth--;
        code.end();
    }

    /** A loop and a block around it; branches to the loop use up fuel. */
    private void loop() {
        code.block(Code.VOID).loop(Code.VOID);
        code.localGet(FUEL).i32Const(1).i32Sub().localSet(FUEL);
        code.localGet(FUEL).i32Const(0).op(0x4c).brIf(1);
        depth += 2;
        statements(8);
        code.then(condition()).brIf(0);
        depth -= 2;
        code.end().end();
    }

    /** A block with a result that a branch may bring. */
    private void valueBlock() {
        code.block(I64);
        code.then(i64(1)).then(condition()).brIf(0);
        code.op(0x1a);
        statementsInValueBlock();
        code.then(i64(1)).end().localSet(FIRST_I64 + random.nextInt(4));
    }

    private void statementsInValueBlock() {
        // Branches from here must not reach the block, which wants a value.
        int outer = depth;
        depth = 0;
        statements(4);
        depth = outer;
    }

    /** Operands that wait on the stack while other statements run. */
    private void heldOperands() {
        code.then(i64(1)).then(f64()).then(i32(1));
        int outer = depth;
        code.block(Code.VOID);
        inner(6);
        statements(3);
        depth = outer;
        code.localSet(anyI32()).localSet(FIRST_F64).localSet(FIRST_I64);
    }

    private void table() {
        int blocks = 2 + random.nextInt(6);
        for (int i = 0; i < blocks; i++) {
            code.block(Code.VOID);
        }
        code.then(i32(1)).i32Const(15).op(0x71, 0x0e).u32(blocks);
        for (int i = 0; i < blocks; i++) {
            code.u32(random.nextInt(blocks + depth));
        }
        code.u32(blocks - 1);
        for (int i = blocks - 1; i >= 0; i--) {
            code.end();
            depth += i;
            statements(3);
            if (i > 0 && random.nextBoolean()) {
                code.br(random.nextInt(depth));
            }
            depth -= i;
        }
    }

    private int anyI32() {
        int index = random.nextInt(FIRST_I64 + LOCALS - 1);
        return index < FIRST_I64 ? index : FUEL + 1 + index - FIRST_I64;
    }

    private Code address() {
        return i32(1).i32Const(0x7ff8).op(0x71);
    }

    private Code i32(int levels) {
        if (levels == 0 || random.nextInt(4) == 0) {
            return random.nextInt(3) == 0 ? new Code().i32Const(random.nextInt()) : new Code().localGet(anyI32());
        }
        return switch (random.nextInt(5)) {
            case 0 -> address().op(0x28, 0).u32(random.nextInt(32));
            case 1 -> i64(levels - 1).op(0xa7);
            case 2 -> i32(levels - 1).then(i32(levels - 1)).op(0x73);
            case 3 -> i32(levels - 1).then(i32(levels - 1)).then(condition()).op(0x1b);
            default -> i32(levels - 1).then(i32(levels - 1)).op(0x6a);
        };
    }

    private Code i64(int levels) {
        if (levels == 0 || random.nextInt(4) == 0) {
            return random.nextInt(3) == 0
                    ? new Code().i64Const(random.nextLong())
                    : new Code().localGet(FIRST_I64 + random.nextInt(4));
        }
        return switch (random.nextInt(5)) {
            case 0 -> address().op(0x29, 0).u32(random.nextInt(32));
            case 1 -> i32(levels - 1).op(0xad);
            case 2 -> i64(levels - 1).then(i64(levels - 1)).op(0x7e);
            case 3 -> i64(levels - 1).call(HELPER);
            default -> i64(levels - 1).then(i64(levels - 1)).op(0x7c);
        };
    }

    private Code f64() {
        Code variable = new Code().localGet(FIRST_F64 + random.nextInt(2));
        // Kept from becoming a NaN, of which there are several.
        return variable.op(0x9c).then(i32(1)).op(0xb7, 0xa4);
    }

    private Code condition() {
        return random.nextBoolean()
                ? i32(1).then(i32(1)).op(0x46 + random.nextInt(10))
                : i64(1).then(i64(1)).op(0x51 + random.nextInt(10));
    }
}
