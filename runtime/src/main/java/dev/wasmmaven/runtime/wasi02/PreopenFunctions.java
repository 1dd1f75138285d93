package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.fs.HostDirectory;
import java.util.List;

/** {@code wasi:filesystem/preopens}: the directories that a guest starts with. */
final class PreopenFunctions {

    static final Declaration PREOPENS = Declaration.of("wasi:filesystem/preopens", List.of(Resources.DESCRIPTOR), """
            get-directories: func() -> list<tuple<descriptor, string>>
            """);

    /** A directory with its name; the run keeps a hold on it, since it may be asked for again. */
    record Preopen(OpenNodes.Held<HostDirectory> directory, String guest) {}

    private PreopenFunctions() {}

    static Implementation implementation(List<Preopen> preopens) {
        return new Implementation(PREOPENS).func("get-directories", call -> getDirectories(call, preopens));
    }

    private static Val getDirectories(Call call, List<Preopen> preopens) {
        return Values.list(preopens.stream()
                .map(each -> {
                    HostDirectory directory = each.directory().get();
                    Descriptor descriptor = Descriptor.of(
                            each.directory().hold(), PathFunctions.flagsOfPreopen(directory), directory.readOnly());
                    return Values.tuple(call.own(Resources.DESCRIPTOR, descriptor), new Val.Str(each.guest()));
                })
                .toList());
    }
}
