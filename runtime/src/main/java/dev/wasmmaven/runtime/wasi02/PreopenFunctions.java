package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.HostState;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.List;

/** {@code wasi:filesystem/preopens}: the directories that a guest starts with. */
final class PreopenFunctions {

    static final Declaration PREOPENS = Declaration.of("wasi:filesystem/preopens", List.of(Resources.DESCRIPTOR), """
            get-directories: func() -> list<tuple<descriptor, string>>
            """);

    private PreopenFunctions() {}

    static Implementation implementation(List<HostState.Preopen> preopens) {
        return new Implementation(PREOPENS)
                .func(
                        "get-directories",
                        call -> Values.list(preopens.stream()
                                .map(each -> Values.tuple(
                                        call.own(Resources.DESCRIPTOR, each.descriptor()), new Val.Str(each.guest())))
                                .toList()));
    }
}
