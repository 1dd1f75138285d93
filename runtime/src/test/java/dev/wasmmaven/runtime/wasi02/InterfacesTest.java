package dev.wasmmaven.runtime.wasi02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.HostState;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InterfacesTest {

    private static final List<Declaration> ALL = List.of(
            IoInterfaces.ERROR,
            IoInterfaces.POLL,
            StreamFunctions.STREAMS,
            CliFunctions.ENVIRONMENT,
            CliFunctions.EXIT,
            CliFunctions.STDIN,
            CliFunctions.STDOUT,
            CliFunctions.STDERR,
            CliFunctions.TERMINAL_INPUT,
            CliFunctions.TERMINAL_OUTPUT,
            CliFunctions.TERMINAL_STDIN,
            CliFunctions.TERMINAL_STDOUT,
            CliFunctions.TERMINAL_STDERR,
            ClockFunctions.MONOTONIC,
            ClockFunctions.WALL,
            ClockFunctions.TIMEZONE,
            RandomFunctions.RANDOM,
            RandomFunctions.INSECURE,
            RandomFunctions.INSECURE_SEED,
            FilesystemTypes.TYPES,
            PreopenFunctions.PREOPENS,
            SocketFunctions.NETWORK,
            SocketFunctions.INSTANCE_NETWORK,
            SocketFunctions.IP_NAME_LOOKUP,
            SocketFunctions.TCP,
            SocketFunctions.TCP_CREATE_SOCKET,
            SocketFunctions.UDP,
            SocketFunctions.UDP_CREATE_SOCKET);

    @Test
    @DisplayName("all 123 functions of wasi:cli/command 0.2.12 are declared, and the three unstable ones")
    void count() {
        int stable = 123;
        int timezone = 2;
        int networkErrorCode = 1;
        assertThat(ALL.stream().mapToInt(each -> each.functions().size()).sum())
                .isEqualTo(stable + timezone + networkErrorCode);
    }

    @Test
    @DisplayName("every declared interface is offered, each function with a body")
    void bodies() {
        HostState host = new HostState(
                HostEnvironment.builder().timezone(ZoneId.of("Europe/Berlin")).build());
        Wasi02 wasi = new Wasi02(host);
        for (Declaration each : ALL) {
            Implementation implementation = wasi.implementation(each.name());
            assertThat(implementation).as(each.name()).isNotNull();
            assertThat(implementation.functions().keySet())
                    .as(each.name())
                    .isEqualTo(each.functions().keySet());
        }
        wasi.offer(
                new Linker(), ALL.stream().map(each -> each.name() + "@0.2.3").toList());
        host.close();
    }

    @Test
    @DisplayName("the timezone is offered only to those who were given one")
    void timezone() {
        HostState host = new HostState(HostEnvironment.builder().build());
        Wasi02 wasi = new Wasi02(host);
        assertThat(wasi.implementation("wasi:clocks/timezone")).isNull();
        assertThat(wasi.implementation("wasi:http/types")).isNull();
        host.close();
    }

    @Test
    @DisplayName("an interface cannot be offered with a body missing, or given one that it does not declare")
    void incomplete() {
        Implementation random = new Implementation(RandomFunctions.RANDOM);
        assertThatThrownBy(() -> random.offer(new Linker())).hasMessageContaining("get-random-bytes");
        assertThatThrownBy(() -> random.func("nothing", call -> null)).hasMessageContaining("nothing");
    }
}
