package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The name of an import or export ({@code externname} in Explainer.md, Import and Export Definitions). */
sealed interface ComponentName {

    /** What a plain name says about the resource of a function. */
    enum Annotation {
        NONE(""),
        CONSTRUCTOR("[constructor]"),
        METHOD("[method]"),
        STATIC("[static]");

        private final String text;

        Annotation(String text) {
            this.text = text;
        }
    }

    /** What a plain name says about a property. */
    enum Accessor {
        NONE(""),
        GET("[get]"),
        SET("[set]");

        private final String text;

        Accessor(String text) {
            this.text = text;
        }
    }

    /** What names are unique by: no two of a scope have the same (Explainer.md, Name Uniqueness). */
    String canonical();

    static ComponentName parse(String text, ComponentFeatures features) {
        return text.indexOf(':') >= 0 ? Interface.parse(text, features) : Plain.parse(text, features);
    }

    private static void checkLabel(String label) {
        if (!Label.isLabel(label)) {
            throw Invalid.because("`" + label + "` is not in kebab case");
        }
    }

    /**
     * A plain name, such as {@code a-b} or {@code [method]r.m}.
     *
     * @param label all but the annotations
     */
    record Plain(Annotation annotation, Accessor accessor, String label) implements ComponentName {

        private static Plain parse(String text, ComponentFeatures features) {
            String rest = text;
            Annotation annotation = Annotation.NONE;
            for (Annotation each : Annotation.values()) {
                if (each != Annotation.NONE && text.startsWith(each.text)) {
                    annotation = each;
                }
            }
            rest = rest.substring(annotation.text.length());
            Accessor accessor = Accessor.NONE;
            for (Accessor each : Accessor.values()) {
                if (each != Accessor.NONE && rest.startsWith(each.text)) {
                    accessor = each;
                }
            }
            rest = rest.substring(accessor.text.length());
            if (accessor != Accessor.NONE) {
                Invalid.require(features, ComponentFeature.ACCESSORS, "the name `" + text + "`");
                if (annotation == Annotation.CONSTRUCTOR) {
                    throw Invalid.because("names with [constructor] cannot contain [get] or [set]");
                }
            }
            String last = rest;
            if (annotation == Annotation.METHOD || annotation == Annotation.STATIC) {
                int dot = rest.indexOf('.');
                if (dot < 0) {
                    throw Invalid.because("failed to find `.` character");
                }
                checkLabel(rest.substring(0, dot));
                last = rest.substring(dot + 1);
            }
            checkLabel(last);
            return new Plain(annotation, accessor, rest);
        }

        /** Whether there are no annotations. */
        boolean isBare() {
            return annotation == Annotation.NONE && accessor == Accessor.NONE;
        }

        boolean isSetter() {
            return accessor == Accessor.SET;
        }

        /** The name of the resource that an annotation speaks of. */
        String resource() {
            int dot = label.indexOf('.');
            return dot < 0 ? label : label.substring(0, dot);
        }

        /** The whole name of the getter of the same property. */
        String getter() {
            return annotation.text + Accessor.GET.text + label;
        }

        @Override
        public String canonical() {
            String lower = Label.canonical(label);
            int dot = lower.indexOf('.');
            if (dot >= 0 && lower.substring(0, dot).equals(lower.substring(dot + 1))) {
                return lower.substring(0, dot);
            }
            if (annotation == Annotation.CONSTRUCTOR) {
                return annotation.text + lower;
            }
            return accessor == Accessor.SET ? accessor.text + lower : lower;
        }

        @Override
        public String toString() {
            return annotation.text + accessor.text + label;
        }
    }

    /**
     * An interface name, such as {@code a:b/c@1.0.0}.
     *
     * @param labels of namespaces, package and projections, with the character that ends each
     */
    record Interface(List<String> labels, Optional<String> version) implements ComponentName {

        private static Interface parse(String text, ComponentFeatures features) {
            int at = text.indexOf('@');
            String path = at < 0 ? text : text.substring(0, at);
            int slash = path.indexOf('/');
            if (slash < 0) {
                throw Invalid.because("expected `/` after package name");
            }
            boolean nested = features.has(ComponentFeature.NESTED_NAMES);
            List<String> labels = new ArrayList<>();
            for (String each : path.substring(0, slash).split(":", -1)) {
                checkLabel(each);
                if (!each.equals(each.toLowerCase(Locale.ROOT))) {
                    throw Invalid.because("`" + each + "` is not lowercase in package name/namespace");
                }
                labels.add(each + ":");
            }
            if (labels.size() < 2 || (labels.size() > 2 && !nested)) {
                throw Invalid.because("expected one namespace and one package before `/`");
            }
            String[] projections = path.substring(slash + 1).split("/", -1);
            for (String each : projections) {
                checkLabel(each);
                labels.add(each + "/");
            }
            if (projections.length > 1 && !nested) {
                throw Invalid.because("trailing characters found after `" + projections[0] + "`");
            }
            return new Interface(labels, at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1)));
        }

        /** Checks that the version, with the suffix from beside the name, is one (Semantic Versioning 2.0.0). */
        void checkVersion(Optional<String> suffix) {
            if (version.isEmpty()) {
                if (suffix.isPresent()) {
                    throw Invalid.because(
                            "invalid interface version: a version suffix requires the name to have a version");
                }
                return;
            }
            String full = version.get() + suffix.orElse("");
            SemanticVersion parsed = SemanticVersion.parse(full)
                    .orElseThrow(() -> Invalid.because("invalid interface version: `" + full + "`"));
            if (suffix.isPresent() && !parsed.canonical().equals(version.get())) {
                throw Invalid.because("invalid interface version: `" + version.get()
                        + "` is not the canonical version of `" + full + "`");
            }
        }

        @Override
        public String canonical() {
            StringBuilder text = new StringBuilder();
            labels.forEach(it -> text.append(Label.canonical(it)));
            version.ifPresent(it -> text.append('@').append(it));
            return text.toString();
        }
    }
}
