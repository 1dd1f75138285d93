package dev.wasmmaven.runtime.component.binary;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which gated features are on. */
public record ComponentFeatures(Set<ComponentFeature> enabled) {

    public ComponentFeatures {
        enabled = Set.copyOf(enabled);
    }

    /** Those that are on by default. */
    public static ComponentFeatures defaults() {
        return new ComponentFeatures(Arrays.stream(ComponentFeature.values())
                .filter(ComponentFeature::byDefault)
                .collect(Collectors.toSet()));
    }

    /** Every one, as the specification's tests want it. */
    public static ComponentFeatures all() {
        return new ComponentFeatures(EnumSet.allOf(ComponentFeature.class));
    }

    /** These and more. */
    public ComponentFeatures with(Collection<ComponentFeature> more) {
        EnumSet<ComponentFeature> all = EnumSet.noneOf(ComponentFeature.class);
        all.addAll(enabled);
        all.addAll(more);
        return new ComponentFeatures(all);
    }

    /** These without some. */
    public ComponentFeatures without(Collection<ComponentFeature> some) {
        return new ComponentFeatures(
                enabled.stream().filter(feature -> !some.contains(feature)).collect(Collectors.toSet()));
    }

    /** Whether a feature is on. */
    public boolean has(ComponentFeature feature) {
        return enabled.contains(feature);
    }
}
