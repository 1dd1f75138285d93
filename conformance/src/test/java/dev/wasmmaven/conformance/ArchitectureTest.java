package dev.wasmmaven.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The house rules of ARCHITECTURE.md, over every module at once. */
class ArchitectureTest {

    private static final String ROOT = "dev.wasmmaven";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static void check(ArchRule rule) {
        rule.check(ALL);
    }

    @Test
    @DisplayName("no cycles between packages")
    void noCycles() {
        check(slices().matching("dev.wasmmaven.(**)").should().beFreeOfCycles());
    }

    @Test
    @DisplayName("support knows none of the others")
    void support() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".support..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".sdk..",
                        ROOT + ".runtime..",
                        ROOT + ".toolkit..",
                        ROOT + ".plugin..",
                        ROOT + ".cli.."));
    }

    @Test
    @DisplayName("runtime and resolver do not know each other, nor what stands on them")
    void runtimeAndResolver() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".sdk..", ROOT + ".toolkit..", ROOT + ".plugin..", ROOT + ".cli.."));
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".sdk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".runtime..", ROOT + ".toolkit..", ROOT + ".plugin..", ROOT + ".cli.."));
    }

    @Test
    @DisplayName("only the plugin knows Maven")
    void maven() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".plugin..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.maven..", "org.codehaus.plexus..", "org.eclipse.aether..", "javax.inject.."));
    }

    @Test
    @DisplayName("Chicory's types stay below the seam, and its internal packages are not used")
    void chicory() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".runtime.engine.chicory..", ROOT + ".runtime.engine.compiler..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.dylibso.chicory.."));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.dylibso.chicory..internal..", "com.dylibso.chicory.experimental.."));
    }

    @Test
    @DisplayName("the host layer knows only the JDK")
    void host() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".runtime.host..")
                .should()
                .onlyDependOnClassesThat()
                // TCP's keep-alive times are options of the JDK's own.
                .resideInAnyPackage("java..", "jdk.net..", "org.jspecify..", ROOT + ".runtime.host.."));
    }

    @Test
    @DisplayName("WASI 0.1 knows the host layer and the seam, not an engine")
    void wasi01() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".runtime.wasi01..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        ROOT + ".runtime.wasi01..",
                        ROOT + ".runtime.host..",
                        ROOT + ".runtime.engine",
                        ROOT + ".runtime.error"));
    }

    @Test
    @DisplayName("WASI 0.2 and 0.3 know what they share, the host layer and the component model, not an engine")
    void wasiOfComponents() {
        for (String version : List.of("wasi02", "wasi03", "wasi")) {
            wasiOfComponents(ROOT + ".runtime." + version);
        }
    }

    private static void wasiOfComponents(String version) {
        check(classes()
                .that()
                .resideInAPackage(version)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        version,
                        ROOT + ".runtime.wasi",
                        ROOT + ".runtime.host..",
                        ROOT + ".runtime.component..",
                        ROOT + ".runtime.error"));
    }

    @Test
    @DisplayName("the component model knows the seam, and neither an engine nor WASI nor the host layer")
    void components() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".runtime.component..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        ROOT + ".runtime.component..",
                        ROOT + ".runtime.engine",
                        ROOT + ".runtime.engine.binary",
                        ROOT + ".runtime.engine.rewrite",
                        ROOT + ".runtime.error"));
    }

    @Test
    @DisplayName("the command line, toolkit and plugin know only the runtime's public API")
    void publicApi() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".cli..", ROOT + ".toolkit..", ROOT + ".plugin..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".runtime.engine..",
                        ROOT + ".runtime.host..",
                        ROOT + ".runtime.wasi..",
                        ROOT + ".runtime.wasi01..",
                        ROOT + ".runtime.wasi02..",
                        ROOT + ".runtime.wasi03.."));
    }

    @Test
    @DisplayName("nothing prints to the console by itself, outside of the command line")
    void noConsole() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".plugin.run.BuildConsole")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .because(
                        "libraries report through what they return; only dev.wasmmaven.cli owns a console, and wasm:run"
                                + " gives Maven's own to the program"));
    }

    @Test
    @DisplayName("no generic exceptions, no java.util.logging")
    void exceptions() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
        check(GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    }

    @Test
    @DisplayName("every package says why it exists and is null-marked")
    void packages() {
        for (JavaPackage each : ALL.getPackage(ROOT).getSubpackagesInTree()) {
            if (each.getClasses().isEmpty() || each.getName().startsWith(ROOT + ".plugin.help")) {
                continue;
            }
            Assertions.assertThat(each.isAnnotatedWith(NullMarked.class))
                    .as("package-info.java with @NullMarked in %s", each.getName())
                    .isTrue();
        }
    }
}
