package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, booleans and characters. Of a core value only as many bits count as the type has; signed numbers fill the whole
 * core value with their sign. Every NaN becomes the canonical one (the deterministic profile of the specification).
 */
final class ScalarNode extends WordNode {

    private final PrimitiveType type;

    ScalarNode(PrimitiveType type) {
        super(size(type), core(type));
        this.type = type;
    }

    private static int size(PrimitiveType type) {
        return switch (type) {
            case BOOL, S8, U8 -> 1;
            case S16, U16 -> 2;
            case S32, U32, F32, CHAR -> 4;
            case S64, U64, F64 -> 8;
            case STRING, ERROR_CONTEXT -> throw new IllegalArgumentException("no scalar: " + type);
        };
    }

    private static CoreValType core(PrimitiveType type) {
        return switch (type) {
            case S64, U64 -> CoreValType.I64;
            case F32 -> CoreValType.F32;
            case F64 -> CoreValType.F64;
            default -> CoreValType.I32;
        };
    }

    @Override
    boolean isPlainBytes() {
        return switch (type) {
            case S8, U8, S16, U16, S32, U32, S64, U64 -> true;
            default -> false;
        };
    }

    @Override
    boolean addColumns(int offset, List<Column> columns) {
        return columns.add(new Column(type, offset));
    }

    boolean isByte() {
        return type == PrimitiveType.U8;
    }

    @Override
    long transfer(AbiContext from, long raw, AbiContext to) {
        return normal(raw);
    }

    private long normal(long raw) {
        return switch (type) {
            case BOOL -> (int) raw == 0 ? 0 : 1;
            case S8 -> (byte) raw & 0xffff_ffffL;
            case U8 -> raw & 0xff;
            case S16 -> (short) raw & 0xffff_ffffL;
            case U16 -> raw & 0xffff;
            case S32, U32 -> raw & 0xffff_ffffL;
            case CHAR -> character((int) raw);
            // These two methods give the canonical NaN for any.
            case F32 -> Float.floatToIntBits(Float.intBitsToFloat((int) raw)) & 0xffff_ffffL;
            case F64 -> Double.doubleToLongBits(Double.longBitsToDouble(raw));
            default -> raw;
        };
    }

    /** Traps unless it is a Unicode scalar value. */
    static int character(int codePoint) {
        if (!isScalarValue(codePoint)) {
            throw ComponentTrap.INVALID_CHAR.exception();
        }
        return codePoint;
    }

    private static boolean isScalarValue(int codePoint) {
        return Character.isValidCodePoint(codePoint)
                && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    @Override
    Val lift(AbiContext cx, long raw) {
        long value = normal(raw);
        return switch (type) {
            case BOOL -> new Val.Bool(value != 0);
            case S8 -> new Val.S8((byte) value);
            case U8 -> new Val.U8((int) value);
            case S16 -> new Val.S16((short) value);
            case U16 -> new Val.U16((int) value);
            case S32 -> new Val.S32((int) value);
            case U32 -> new Val.U32((int) value);
            case S64 -> new Val.S64(value);
            case U64 -> new Val.U64(value);
            case F32 -> new Val.F32(Float.intBitsToFloat((int) value));
            case F64 -> new Val.F64(Double.longBitsToDouble(value));
            case CHAR -> new Val.Char((int) value);
            case STRING, ERROR_CONTEXT -> throw new IllegalStateException("no scalar: " + type);
        };
    }

    @Override
    long lower(AbiContext cx, Val value) {
        return normal(bits(value));
    }

    @Override
    public void check(@Nullable Val value) {
        bits(value);
    }

    private long bits(@Nullable Val value) {
        switch (type) {
            case BOOL -> {
                if (value instanceof Val.Bool bool) {
                    return bool.value() ? 1 : 0;
                }
            }
            case S8 -> {
                if (value instanceof Val.S8 number) {
                    return number.value();
                }
            }
            case U8 -> {
                if (value instanceof Val.U8 number && number.value() >>> 8 == 0) {
                    return number.value();
                }
            }
            case S16 -> {
                if (value instanceof Val.S16 number) {
                    return number.value();
                }
            }
            case U16 -> {
                if (value instanceof Val.U16 number && number.value() >>> 16 == 0) {
                    return number.value();
                }
            }
            case S32 -> {
                if (value instanceof Val.S32 number) {
                    return number.value();
                }
            }
            case U32 -> {
                if (value instanceof Val.U32 number) {
                    return number.bits();
                }
            }
            case S64 -> {
                if (value instanceof Val.S64 number) {
                    return number.value();
                }
            }
            case U64 -> {
                if (value instanceof Val.U64 number) {
                    return number.bits();
                }
            }
            case F32 -> {
                if (value instanceof Val.F32 number) {
                    return Float.floatToRawIntBits(number.value());
                }
            }
            case F64 -> {
                if (value instanceof Val.F64 number) {
                    return Double.doubleToRawLongBits(number.value());
                }
            }
            case CHAR -> {
                if (value instanceof Val.Char character && isScalarValue(character.codePoint())) {
                    return character.codePoint();
                }
            }
            default -> throw new IllegalStateException("no scalar: " + type);
        }
        throw mismatch(type.toString(), value);
    }
}
