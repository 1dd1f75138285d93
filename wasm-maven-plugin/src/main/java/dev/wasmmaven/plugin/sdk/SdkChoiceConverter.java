package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.ConfigurationListener;
import org.codehaus.plexus.component.configurator.converters.AbstractConfigurationConverter;
import org.codehaus.plexus.component.configurator.converters.lookup.ConverterLookup;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads {@code <sdk>34</sdk>} and {@code <sdk kind="…" …/>}. */
final class SdkChoiceConverter extends AbstractConfigurationConverter {

    @Override
    public boolean canConvert(Class<?> type) {
        return SdkChoice.class.equals(type);
    }

    @Override
    @SuppressWarnings("NullAway") // Maven leaves a parameter unset if the converter gives null.
    public @Nullable Object fromConfiguration(
            ConverterLookup lookup,
            PlexusConfiguration configuration,
            Class<?> type,
            @Nullable Class<?> enclosingType,
            @Nullable ClassLoader loader,
            ExpressionEvaluator evaluator,
            @Nullable ConfigurationListener listener)
            throws ComponentConfigurationException {
        try {
            return choice(configuration, evaluator);
        } catch (GoalException | SdkException e) {
            // Anything else than Maven's own exception would be shown as an error of Maven's.
            throw new ComponentConfigurationException(configuration, ((Diagnosed) e).render(), e);
        }
    }

    private @Nullable SdkChoice choice(PlexusConfiguration configuration, ExpressionEvaluator evaluator)
            throws ComponentConfigurationException {
        Map<String, String> attributes = attributes(configuration, evaluator);
        if (attributes.containsKey("kind")) {
            // Maven has put the text of the parameter's default, ${wasm.sdk}, into the element: the POM's attributes
            // win.
            return SdkConfiguration.ofAttributes(attributes);
        }
        if (!attributes.isEmpty()) {
            throw SdkConfiguration.invalid(
                    "<sdk> has " + String.join(", ", attributes.keySet()) + " and no kind",
                    "write <sdk kind=\"…\" …/>");
        }
        Object value = fromExpression(configuration, evaluator, String.class);
        return value == null || value.toString().isBlank() ? null : SdkConfiguration.ofText(value.toString());
    }

    private static Map<String, String> attributes(PlexusConfiguration configuration, ExpressionEvaluator evaluator)
            throws ComponentConfigurationException {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : configuration.getAttributeNames()) {
            // Maven's own attributes on configuration elements.
            if (name.equals("implementation") || name.equals("default-value") || name.startsWith("combine.")) {
                continue;
            }
            try {
                Object value = evaluator.evaluate(configuration.getAttribute(name));
                attributes.put(name, value == null ? "" : value.toString());
            } catch (ExpressionEvaluationException e) {
                throw new ComponentConfigurationException(configuration, e.getMessage(), e);
            }
        }
        return attributes;
    }
}
