package dev.wasmmaven.runtime.wasi03;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.HostState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The interfaces of WASI 0.3")
class InterfacesTest {

    private static final List<Declaration> ALL = List.of(
            CliFunctions.ENVIRONMENT,
            CliFunctions.EXIT,
            CliFunctions.TYPES,
            CliFunctions.STDIN,
            CliFunctions.STDOUT,
            CliFunctions.STDERR,
            CliFunctions.TERMINAL_INPUT,
            CliFunctions.TERMINAL_OUTPUT,
            CliFunctions.TERMINAL_STDIN,
            CliFunctions.TERMINAL_STDOUT,
            CliFunctions.TERMINAL_STDERR,
            ClockFunctions.TYPES,
            ClockFunctions.MONOTONIC,
            ClockFunctions.SYSTEM,
            ClockFunctions.TIMEZONE,
            RandomFunctions.RANDOM,
            RandomFunctions.INSECURE,
            RandomFunctions.INSECURE_SEED,
            FilesystemTypes.TYPES,
            FilesystemTypes.PREOPENS,
            SocketFunctions.TYPES,
            SocketFunctions.IP_NAME_LOOKUP);

    @Test
    @DisplayName(
            "all 89 functions that wasi:cli/command 0.3.0 imports are declared, 27 of them async, and three unstable ones")
    void count() {
        int stable = 89;
        int timezone = 3;
        int async = 27;
        assertThat(ALL.stream().mapToInt(each -> each.functions().size()).sum()).isEqualTo(stable + timezone);
        assertThat(ALL.stream()
                        .flatMap(each -> each.functions().values().stream())
                        .filter(type -> type.async())
                        .count())
                .isEqualTo(async);
    }

    @Test
    @DisplayName("each is offered with a body for each function, at any version and as a release candidate")
    void bodies() {
        try (HostState host = new HostState(HostEnvironment.builder().build())) {
            Wasi03 wasi = new Wasi03(host);
            for (Declaration each : ALL) {
                Implementation implementation = wasi.implementation(each.name());
                assertThat(implementation).as(each.name()).isNotNull();
                Set<String> bodies = new HashSet<>(implementation.functions().keySet());
                bodies.addAll(implementation.asyncFunctions().keySet());
                assertThat(bodies).as(each.name()).isEqualTo(each.functions().keySet());
            }
            wasi.offer(
                    new Linker(),
                    ALL.stream()
                            .map(Declaration::name)
                            .flatMap(name -> Stream.of("@0.3.0", "@0.3.1", "@0.3.0-rc-2026-03-15")
                                    .map(name::concat))
                            .toList());
        }
    }

    @Test
    @DisplayName("random bytes come in pieces that the guest asks for again, none where none are wanted")
    void random() {
        try (Guest03 guest = new Guest03(HostEnvironment.builder())) {
            String random = "wasi:random/random";
            assertThat(((Val.Bytes) guest.call(random, "get-random-bytes", new Val.U64(-1))).bytes())
                    .hasSizeGreaterThan(0);
            assertThat(((Val.Bytes) guest.call(random, "get-random-bytes", new Val.U64(0))).bytes())
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("without a time zone there is neither an identifier nor an offset")
    void timezone() {
        try (Guest03 guest = new Guest03(HostEnvironment.builder())) {
            Val none = new Val.OptionOf(Optional.empty());
            assertThat(guest.call("wasi:clocks/timezone", "iana-id")).isEqualTo(none);
            assertThat(guest.call("wasi:clocks/timezone", "utc-offset", Instants.ofNanos(0)))
                    .isEqualTo(none);
        }
    }
}
