package dev.wasmmaven.runtime.component.text;

import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;

/**
 * A call in WAVE, such as {@code add(1, 2)}.
 *
 * @param function the name before the parenthesis
 * @param arguments the text from the parenthesis on
 */
public record WaveCall(String function, String arguments) {

    /**
     * Splits a call into the function's name and its arguments, which can be read once the function is known. A name alone
     * is a call without arguments.
     *
     * @throws IllegalArgumentException there is no name
     */
    public static WaveCall of(String text) {
        int parenthesis = text.indexOf('(');
        String name = (parenthesis < 0 ? text : text.substring(0, parenthesis)).strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no call: expected a function's name and, in parentheses,"
                            + " its arguments, such as add(1, 2)");
        }
        return new WaveCall(name, parenthesis < 0 ? "()" : text.substring(parenthesis));
    }

    /**
     * The arguments as values. Those at the end that are options may be left out.
     *
     * @throws IllegalArgumentException they do not fit the function's parameters; the message says where
     */
    public List<Val> values(FuncType type) {
        return new WaveParser(arguments).arguments(type);
    }
}
