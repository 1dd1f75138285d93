package dev.wasmmaven.runtime.component.text;

import dev.wasmmaven.runtime.component.value.Val;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Values in WAVE, the WebAssembly value encoding. A handle, which it has no words for, is {@code <resource>}. */
public final class WaveText {

    /** Labels that mean something else where they stand alone. */
    static final Set<String> KEYWORDS = Set.of("true", "false", "some", "none", "ok", "err", "inf", "nan");

    private WaveText() {}

    /** One line of text that {@link WaveParser} reads back, if the value has no handles. */
    public static String of(Val value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Val value, StringBuilder out) {
        if (value instanceof Val.Bool it) {
            out.append(it.value());
        } else if (value instanceof Val.F32 it) {
            out.append(number(it.value(), Float.toString(it.value())));
        } else if (value instanceof Val.F64 it) {
            out.append(number(it.value(), Double.toString(it.value())));
        } else if (value instanceof Val.Char it) {
            out.append('\'');
            character(it.codePoint(), '\'', out);
            out.append('\'');
        } else if (value instanceof Val.Str it) {
            out.append('"');
            it.value().codePoints().forEach(codePoint -> character(codePoint, '"', out));
            out.append('"');
        } else if (value instanceof Val.Bytes it) {
            bytes(it, out);
        } else if (value instanceof Val.ListOf it) {
            list('[', it.elements(), ']', out);
        } else if (value instanceof Val.TupleOf it) {
            list('(', it.elements(), ')', out);
        } else if (value instanceof Val.RecordOf it) {
            record(it, out);
        } else if (value instanceof Val.FlagsOf it) {
            out.append(it.labels().stream().sorted().map(WaveText::label).collect(Collectors.joining(", ", "{", "}")));
        } else if (value instanceof Val.EnumOf it) {
            out.append(label(it.label()));
        } else if (value instanceof Val.VariantOf it) {
            payload(label(it.label()), it.payload(), out);
        } else if (value instanceof Val.OptionOf it) {
            payload(it.value().isPresent() ? "some" : "none", it.value(), out);
        } else if (value instanceof Val.ResultOf it) {
            payload(it.isOk() ? "ok" : "err", it.payload(), out);
        } else if (value instanceof Val.Handle) {
            out.append("<resource>");
        } else {
            out.append(integer(value));
        }
    }

    private static String integer(Val value) {
        if (value instanceof Val.S8 it) {
            return Byte.toString(it.value());
        }
        if (value instanceof Val.U8 it) {
            return Integer.toString(it.value());
        }
        if (value instanceof Val.S16 it) {
            return Short.toString(it.value());
        }
        if (value instanceof Val.U16 it) {
            return Integer.toString(it.value());
        }
        if (value instanceof Val.S32 it) {
            return Integer.toString(it.value());
        }
        if (value instanceof Val.U32 it) {
            return Integer.toUnsignedString(it.bits());
        }
        if (value instanceof Val.S64 it) {
            return Long.toString(it.value());
        }
        if (value instanceof Val.U64 it) {
            return Long.toUnsignedString(it.bits());
        }
        throw new IllegalArgumentException("not a value that WAVE knows: " + value.getClass());
    }

    private static String number(double value, String shortest) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return shortest.startsWith("-") ? "-0" : "0";
        }
        return new BigDecimal(shortest).stripTrailingZeros().toPlainString();
    }

    private static void character(int codePoint, char quote, StringBuilder out) {
        switch (codePoint) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (codePoint == quote) {
                    out.append('\\').append(quote);
                } else if (Character.isISOControl(codePoint)) {
                    out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
                } else {
                    out.appendCodePoint(codePoint);
                }
            }
        }
    }

    private static void bytes(Val.Bytes value, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (byte each : value.bytes()) {
            out.append(separator).append(Byte.toUnsignedInt(each));
            separator = ", ";
        }
        out.append(']');
    }

    private static void list(char open, Collection<Val> elements, char close, StringBuilder out) {
        out.append(open);
        String separator = "";
        for (Val each : elements) {
            out.append(separator);
            write(each, out);
            separator = ", ";
        }
        out.append(close);
    }

    private static void record(Val.RecordOf value, StringBuilder out) {
        List<String> names = value.names();
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(label(names.get(i))).append(": ");
            write(value.values().get(i), out);
        }
        out.append('}');
    }

    private static void payload(String name, Optional<Val> payload, StringBuilder out) {
        out.append(name);
        payload.ifPresent(it -> {
            out.append('(');
            write(it, out);
            out.append(')');
        });
    }

    private static String label(String label) {
        return KEYWORDS.contains(label) ? "%" + label : label;
    }
}
