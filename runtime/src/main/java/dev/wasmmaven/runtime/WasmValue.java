package dev.wasmmaven.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * A value that a function takes or gives: a number, a vector, or a reference, of which only null can be told from another.
 *
 * @param bits of a number, the raw pattern in the low bits: an i32 sign-extended, an f32 and f64 as IEEE 754 has it; of
 *     a vector, its lower half, with the first lanes; of a reference, -1 for null
 * @param high the upper half of a vector; 0 for everything else
 */
public record WasmValue(WasmType type, long bits, long high) {

    private static final int VECTOR_BITS = 128;

    private static final String NAN = "NaN";

    public WasmValue {
        Objects.requireNonNull(type, "type");
        if (type != WasmType.V128 && high != 0) {
            throw new IllegalArgumentException("only a v128 has an upper half");
        }
    }

    /** A value of at most 64 bits, or a vector whose upper half is zero. */
    public WasmValue(WasmType type, long bits) {
        this(type, bits, 0);
    }

    public static WasmValue i32(int value) {
        return new WasmValue(WasmType.I32, value);
    }

    public static WasmValue i64(long value) {
        return new WasmValue(WasmType.I64, value);
    }

    public static WasmValue f32(float value) {
        return new WasmValue(WasmType.F32, Float.floatToRawIntBits(value));
    }

    public static WasmValue f64(double value) {
        return new WasmValue(WasmType.F64, Double.doubleToRawLongBits(value));
    }

    /** A vector of two halves, the one with the first lanes first. */
    public static WasmValue v128(long low, long high) {
        return new WasmValue(WasmType.V128, low, high);
    }

    /** The value as the engine takes it. */
    LongStream raw() {
        return type == WasmType.V128 ? LongStream.of(bits, high) : LongStream.of(bits);
    }

    /**
     * Reads a number: decimal or {@code 0x} hexadecimal integers, signed or unsigned; decimal floating point,
     * {@code inf}, {@code nan}. A vector is written as an integer of 128 bits, whose lowest ones are the first lane.
     *
     * @throws IllegalArgumentException the text is no number of that type, or the type is not one of numbers
     */
    public static WasmValue parse(WasmType type, String text) {
        try {
            return switch (type) {
                case I32 -> i32(integer(text, Integer.SIZE).intValue());
                case I64 -> i64(integer(text, Long.SIZE).longValue());
                case V128 -> {
                    BigInteger vector = integer(text, VECTOR_BITS);
                    yield v128(vector.longValue(), vector.shiftRight(Long.SIZE).longValue());
                }
                case F32 -> f32(Float.parseFloat(floating(text)));
                case F64 -> f64(Double.parseDouble(floating(text)));
                default -> throw new IllegalArgumentException("a value of type " + type + " cannot be written as text");
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number of type " + type, e);
        }
    }

    private static BigInteger integer(String text, int bits) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
        String plain = hex ? digits.substring(2) : digits;
        if (plain.startsWith("-") || plain.startsWith("+")) {
            throw new NumberFormatException(text);
        }
        BigInteger magnitude = new BigInteger(plain, hex ? 16 : 10);
        BigInteger value = negative ? magnitude.negate() : magnitude;
        if (value.bitLength() > bits || (negative && value.bitLength() > bits - 1)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    /** As Java reads it; Java's own suffixes and hexadecimal are not for users. */
    private static String floating(String text) {
        String sign = text.startsWith("-") ? "-" : "";
        String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equalsIgnoreCase("inf") || rest.equalsIgnoreCase("infinity")) {
            return sign + "Infinity";
        }
        if (rest.equalsIgnoreCase("nan")) {
            return NAN;
        }
        if (!rest.matches("[0-9.]+([eE][+-]?[0-9]+)?")) {
            throw new NumberFormatException(text);
        }
        return sign + rest;
    }

    /** The number in decimal, a vector as one unsigned number; {@code inf}, {@code NaN}; {@code null} or {@code <ref>}. */
    @Override
    public String toString() {
        return switch (type) {
            case I32 -> Integer.toString((int) bits);
            case I64 -> Long.toString(bits);
            case F32 -> decimal(Float.intBitsToFloat((int) bits), Float.toString(Float.intBitsToFloat((int) bits)));
            case F64 -> decimal(Double.longBitsToDouble(bits), Double.toString(Double.longBitsToDouble(bits)));
            case V128 -> unsigned().toString();
            default -> bits == -1 ? "null" : "<ref>";
        };
    }

    private BigInteger unsigned() {
        BigInteger half = BigInteger.ONE.shiftLeft(Long.SIZE);
        return BigInteger.valueOf(high)
                .mod(half)
                .shiftLeft(Long.SIZE)
                .or(BigInteger.valueOf(bits).mod(half));
    }

    /** Without an exponent and without a fraction of zero. */
    private static String decimal(double value, String shortest) {
        if (Double.isNaN(value)) {
            return NAN;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return shortest.startsWith("-") ? "-0" : "0";
        }
        BigDecimal stripped = new BigDecimal(shortest).stripTrailingZeros();
        return stripped.toPlainString();
    }
}
