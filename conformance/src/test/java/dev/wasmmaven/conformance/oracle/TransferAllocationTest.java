package dev.wasmmaven.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.wasmmaven.runtime.ComponentFunction;
import dev.wasmmaven.runtime.ComponentInstance;
import dev.wasmmaven.runtime.ComponentLinker;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.component.value.Val;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values go from guest to guest without Java objects: what a call allocates does not depend on them. */
class TransferAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 500;
    private static final int MANY = 4000;

    /** The objects of the call itself, in code that HotSpot has not compiled yet. */
    private static final long BYTES_OF_A_CALL = 1000;

    @TempDir
    private Path folder;

    private interface Body {
        void run(ComponentInstance instance);
    }

    private void withInstance(Body body) throws IOException {
        Path file = folder.resolve("transfer.wasm");
        try (InputStream contents = getClass().getResourceAsStream("transfer.wasm")) {
            Files.write(file, Objects.requireNonNull(contents).readAllBytes());
        }
        try (WasiRuntime runtime = WasiRuntime.create();
                ComponentInstance instance = new ComponentLinker().instantiate(runtime.loadComponent(file))) {
            body.run(instance);
        }
    }

    /** Bytes of Java heap for each call of guest to guest. */
    private static long allocated(ComponentFunction function, int size) {
        function.call(new Val.U32(CALLS), new Val.U32(size));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        function.call(new Val.U32(CALLS), new Val.U32(size));
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"points", "numbers", "text"})
    @DisplayName("lists of numbers and records, and strings, allocate nothing for their elements")
    void lists(String name) throws IOException {
        withInstance(instance -> {
            ComponentFunction function = instance.func("run", name).orElseThrow();
            assertThat(allocated(function, MANY)).isLessThan(BYTES_OF_A_CALL);
        });
    }

    @Test
    @DisplayName("scalars and flat records allocate what a call does and no more")
    void flat() throws IOException {
        withInstance(instance -> {
            long add = allocated(instance.func("run", "add").orElseThrow(), 1);
            long mirror = allocated(instance.func("run", "mirror").orElseThrow(), 1);
            assertThat(add).isLessThan(BYTES_OF_A_CALL);
            assertThat(mirror).isLessThan(BYTES_OF_A_CALL);
        });
    }
}
