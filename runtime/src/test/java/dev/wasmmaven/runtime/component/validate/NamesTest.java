package dev.wasmmaven.runtime.component.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final ComponentFeatures FEATURES =
            ComponentFeatures.defaults().with(List.of(ComponentFeature.ACCESSORS));

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-b", "A-b", "a0", "a-0", "a0-000-3d4a-54FF", "XML-http"})
    @DisplayName("a label is words of one case, with digits after the first letter of the first")
    void labels(String text) {
        assertThat(Label.isLabel(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "a--b", "aB", "0", "0-a", "¶", "a_b", "a.b", "a0-000-3d4A"})
    @DisplayName("what mixes cases, begins with a digit or has an empty word is no label")
    void notLabels(String text) {
        assertThat(Label.isLabel(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "[constructor]foo",
                "[method]foo.bar",
                "[static]foo.baz",
                "[get]prop",
                "[method][set]foo.prop",
                "foo:bar/baz",
                "foo:bar/BAZ@1.2.3"
            })
    @DisplayName("plain names, with and without annotations, and interface names are names")
    void names(String text) {
        assertThat(ComponentName.parse(text, FEATURES)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[foo]a",
                "[method]a",
                "[method]a.b.c",
                "[static]a",
                "[constructor][get]a",
                "[method][foo]a.b",
                "foo:bar",
                "Foo:bar/baz",
                "foo:bar/baz/qux",
                "a:b:c/d",
                "foo:bar/baz.qux"
            })
    @DisplayName("unknown annotations, methods without a resource and half an interface are no names")
    void notNames(String text) {
        assertThatThrownBy(() -> ComponentName.parse(text, FEATURES)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "foo, FOO",
        "foo-bar, foobar",
        "foo, [method]foo.foo",
        "[method]foo.bar, [static]foo.BAR",
        "prop, [get]prop",
        "[method][get]foo.prop, [method]foo.prop",
        "foo:bar/baz, foo:bar/BAZ"
    })
    @DisplayName("case, hyphens and the kind of a function tell no names apart")
    void conflicting(String one, String other) {
        assertThat(ComponentName.parse(one, FEATURES).canonical())
                .isEqualTo(ComponentName.parse(other, FEATURES).canonical());
    }

    @ParameterizedTest
    @CsvSource({
        "foo, [constructor]foo",
        "foo, [method]foo.bar",
        "[get]prop, [set]prop",
        "foo:bar/baz@1.0.0, foo:bar/baz@1.0.1",
        "foo:bar/baz, foo:barbaz/qux"
    })
    @DisplayName("a constructor, a setter, a version tell names apart")
    void distinct(String one, String other) {
        assertThat(ComponentName.parse(one, FEATURES).canonical())
                .isNotEqualTo(ComponentName.parse(other, FEATURES).canonical());
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1",
        "0.2.1, 0.2",
        "0.10.0+b.1, 0.10",
        "0.0.1, 0.0.1",
        "0.0.1+b, 0.0.1",
        "1.0.0-rc1, 1.0.0-rc1",
        "1.0.0-a-b+c-d, 1.0.0-a-b"
    })
    @DisplayName("versions that differ only behind the canonical part are compatible")
    void canonicalVersions(String version, String canonical) {
        assertThat(SemanticVersion.parse(version).map(SemanticVersion::canonical))
                .contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "1.2.3+b+c", "v1.2.3"})
    @DisplayName("what is not a semantic version is refused")
    void notVersions(String version) {
        assertThat(SemanticVersion.parse(version)).isEmpty();
    }
}
