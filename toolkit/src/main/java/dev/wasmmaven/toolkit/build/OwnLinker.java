package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.cargo.CargoConfiguration;
import java.util.List;
import java.util.stream.Stream;

/** What the user's cargo configuration and variables say of linking, which is then nobody else's business. */
final class OwnLinker {

    private OwnLinker() {}

    /** Whether the user has chosen a linker for the target. */
    static boolean isConfigured(BuildContext context) {
        String target = context.request().target();
        return context.configuration().get().linker(target).isPresent()
                || context.system()
                        .variable(CargoConfiguration.targetVariable(target, "linker"))
                        .isPresent()
                || flags(context).anyMatch(flag -> flag.startsWith("linker=") || flag.startsWith("-Clinker="));
    }

    /** Whether the user has said something of where start code and C library come from. */
    static boolean isToldOfLibraries(BuildContext context) {
        return isConfigured(context) || flags(context).anyMatch(flag -> flag.contains("link-self-contained="));
    }

    private static Stream<String> flags(BuildContext context) {
        String target = context.request().target();
        Stream<String> inEnvironment = Stream.of(
                        "CARGO_ENCODED_RUSTFLAGS",
                        "RUSTFLAGS",
                        CargoConfiguration.targetVariable(target, "rustflags"),
                        "CARGO_BUILD_RUSTFLAGS")
                .flatMap(name -> context.system().variable(name).stream())
                .flatMap(value -> List.of(value.split("[\\s\u001f]+")).stream());
        return Stream.concat(context.configuration().get().flags(target).stream(), inEnvironment);
    }
}
