package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps as Maven's configurator and the command line give them. */
public final class ConfigurationMaps {

    private ConfigurationMaps() {}

    /** The map in its order; an empty element such as {@code <NAME/>}, which Maven gives as null, is an empty text. */
    public static Map<String, String> withoutNulls(@Nullable Map<String, @Nullable String> configured) {
        Map<String, String> map = new LinkedHashMap<>();
        if (configured != null) {
            configured.forEach((name, value) -> map.put(name, value == null ? "" : value));
        }
        return map;
    }

    /**
     * Variables as {@code NAME=value} texts.
     *
     * @param property the property they came from, for the message
     */
    public static Map<String, String> variables(List<String> texts, String property) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw GoalException.configuration(
                        "<" + text + "> is no variable",
                        "write NAME=value, for example -D" + property + "=LANG=C,DEBUG=1");
            }
            map.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return map;
    }
}
