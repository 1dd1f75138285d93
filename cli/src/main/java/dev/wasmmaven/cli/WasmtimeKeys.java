package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.WasiRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of Wasmtime's options {@code -S}, {@code -W}, {@code -C}, {@code -O} and {@code -D}, as Wasmtime 50 has them,
 * and what becomes of each here. What a script needs for its program to run the same is applied; what only tunes or
 * debugs Wasmtime's own compiler is accepted and changes nothing; what would change the program's behaviour, and cannot
 * be done here, is refused by name.
 */
final class WasmtimeKeys {

    /** What becomes of a key. */
    enum Treatment {
        /** It does here what it does there. */
        APPLIED,
        /** It is on here anyway, or is about something that this runtime does not have. */
        ACCEPTED,
        /** Turning it on is an error; turning it off is accepted. */
        REFUSED
    }

    /**
     * A key.
     *
     * @param help what it does, or why it is refused
     */
    record Key(char group, String name, Treatment treatment, String help) {}

    static final String ON = "y";
    static final String OFF = "n";

    private static final String ALL_PROPOSALS = "all-proposals";
    private static final String COMPONENT_FEATURE = "component-model-";
    private static final String MORE_ASYNC_BUILTINS = "more-async-builtins";
    /** What older versions of Wasmtime call {@link #MORE_ASYNC_BUILTINS}. */
    private static final String ASYNC_BUILTINS = "async-builtins";

    private static final Map<Character, Map<String, Key>> KEYS = new LinkedHashMap<>();

    static {
        applied('S', "inherit-env", "the program gets this process's environment");
        applied('S', "inherit-stdin=y|n", "whether the program reads this process's input");
        applied('S', "inherit-stdout=y|n", "whether the program's output is this process's, or discarded");
        applied('S', "inherit-stderr=y|n", "the same for its errors");
        applied('S', "cwd=DIR", "what a component is told as its initial-cwd");
        applied('S', "tcplisten=ADDRESS", "gives a socket that listens there, as --tcplisten");
        accepted('S', "cli", "cli-exit-with-code", "common", "preview2", "p3", "threads");
        applied('S', "inherit-network", "a component may use this process's network");
        applied('S', "allow-ip-name-lookup", "a component may ask for the addresses of a name");
        applied('S', "tcp=y|n", "whether a component may make TCP sockets");
        applied('S', "udp=y|n", "whether a component may make UDP sockets");
        accepted('S', "network-error-code", "http");
        accepted('S', "max-resources", "hostcall-fuel", "max-random-size", "max-http-fields-size");
        accepted('S', "max-component-handles");
        accepted('S', "http-outgoing-body-buffer-chunks", "http-outgoing-body-chunk-size");
        refused('S', "there are no neural networks here", "nn", "nn-graph");
        refused('S', "there is no such interface here", "config", "config-var", "keyvalue", "keyvalue-in-memory-data");
        refused('S', "there is no such interface here", "tls", "preview0");
        refused('S', "Java cannot take over a socket of its parent; use --tcplisten", "listenfd");

        applied('W', "max-memory-size=BYTES", "how far each memory may grow");
        applied('W', "max-table-elements=COUNT", "how far the tables of an instance may grow together");
        applied('W', "max-wasm-stack=BYTES", "stack of the program");
        applied('W', "timeout=TIME", "traps after this time, with exit code 134");
        applied('W', "unknown-imports-trap", "functions that nobody provides trap when called");
        applied('W', "unknown-imports-default", "functions that nobody provides give zeros");
        accepted('W', "bulk-memory", "multi-memory", "multi-value", "reference-types", "simd");
        accepted('W', "relaxed-simd", "relaxed-simd-deterministic", "tail-call", "threads", "shared-memory");
        accepted('W', "shared-everything-threads", "memory64", "extended-const", "exceptions", "wide-arithmetic");
        accepted('W', "function-references", "gc", "gc-support", "custom-page-sizes", "stack-switching");
        applied('W', ALL_PROPOSALS, "turns on every feature of the component model");
        for (String feature : WasiRuntime.componentFeatures()) {
            applied('W', COMPONENT_FEATURE + feature + "=y|n", "whether components may use this feature");
        }
        applied(
                'W',
                COMPONENT_FEATURE + ASYNC_BUILTINS + "=y|n",
                "the same as " + COMPONENT_FEATURE + MORE_ASYNC_BUILTINS);
        accepted('W', "component-model", "component-model-gc", "component-model-memory64");
        accepted('W', "legacy-exceptions", "async-stack-size", "async-stack-zeroing");
        accepted('W', "max-instances", "max-tables", "max-memories", "epoch-interruption", "unknown-exports-allow");
        accepted('W', "concurrency-support", "branch-hinting", "compact-imports");
        refused('W', "there is no fuel here; use -W timeout", "fuel");
        refused('W', "a memory that cannot grow tells the program so", "trap-on-grow-failure");
        refused('W', "Java does not make NaNs canonical", "nan-canonicalization");

        applied('C', "cache=y|n", "whether compiled code is kept");
        accepted('C', "compiler", "collector", "cache-config", "parallel-compilation", "inlining", "pcc");
        accepted('C', "cranelift-debug-verifier", "cranelift", "native-unwind-info", "debug-adapter");
        accepted('C', "enable-incremental-compilation", "cranelift-regalloc-checker", "compile-time-builtin");
        accepted('C', "metadata-for-gc-heap-corruption", "metadata-for-internal-asserts", "unsafe-intrinsics");

        accepted('O', "opt-level", "regalloc-algorithm", "memory-may-move", "memory-reservation");
        accepted('O', "memory-reservation-for-growth", "memory-guard-size", "guard-before-linear-memory");
        accepted(
                'O', "table-lazy-init", "memory-init-cow", "memory-guaranteed-dense-image-size", "signals-based-traps");
        accepted('O', "pooling-allocator", "pooling-decommit-batch-size", "pooling-memory-keep-resident");
        accepted(
                'O',
                "pooling-table-keep-resident",
                "pooling-async-stack-keep-resident",
                "pooling-max-unused-warm-slots");
        accepted('O', "pooling-total-core-instances", "pooling-total-component-instances", "pooling-total-memories");
        accepted('O', "pooling-total-tables", "pooling-total-stacks", "pooling-max-memory-size");
        accepted('O', "pooling-table-elements", "pooling-max-core-instance-size", "pooling-memory-protection-keys");
        accepted('O', "pooling-max-memory-protection-keys", "pooling-pagemap-scan", "dynamic-memory-guard-size");
        accepted('O', "static-memory-guard-size", "static-memory-maximum-size", "dynamic-memory-reserved-for-growth");
        accepted('O', "static-memory-forced", "force-memory-init-memfd", "gc-zeal-alloc-counter");
        accepted('O', "gc-heap-reservation", "gc-heap-guard-size", "gc-heap-reservation-for-growth");
        accepted('O', "gc-heap-may-move", "gc-heap-initial-size", "parallel-compilation");
        accepted('O', "pooling-max-component-instance-size", "pooling-max-core-instances-per-component");
        accepted('O', "pooling-max-memories-per-component", "pooling-max-memories-per-module");
        accepted('O', "pooling-max-tables-per-component", "pooling-max-tables-per-module");
        accepted('O', "pooling-total-gc-heaps");

        accepted('D', "debug-info", "native-debug-info", "guest-debug", "address-map", "logging", "log-to-files");
        accepted('D', "inlining", "max-backtrace", "symbols");
        refused('D', "no core dump is written; the error shows the wasm backtrace", "coredump");
        refused(
                'D',
                "there is no debugger here",
                "debugger",
                "arg",
                "inherit-stdin",
                "inherit-stdout",
                "inherit-stderr");
    }

    private WasmtimeKeys() {}

    private static void applied(char group, String nameAndValue, String help) {
        add(group, nameAndValue, Treatment.APPLIED, help);
    }

    private static void accepted(char group, String... names) {
        for (String name : names) {
            add(group, name, Treatment.ACCEPTED, "");
        }
    }

    private static void refused(char group, String why, String... names) {
        for (String name : names) {
            add(group, name, Treatment.REFUSED, why);
        }
    }

    private static void add(char group, String nameAndValue, Treatment treatment, String help) {
        int equals = nameAndValue.indexOf('=');
        String name = equals < 0 ? nameAndValue : nameAndValue.substring(0, equals);
        KEYS.computeIfAbsent(group, key -> new LinkedHashMap<>())
                .put(name, new Key(group, nameAndValue, treatment, help));
    }

    /**
     * The settings that the values of an option make, such as {@code inherit-env,threads=n}: keys and values, the last
     * winning, a key without a value being {@link #ON}. Only those that are applied here.
     *
     * @throws UsageException a key is unknown, or is refused and not turned off
     */
    static Map<String, String> settings(char group, List<String> values) {
        Map<String, Key> known = KEYS.getOrDefault(group, Map.of());
        Map<String, String> settings = new LinkedHashMap<>();
        for (String value : values) {
            for (String each : value.split(",", -1)) {
                int equals = each.indexOf('=');
                String name = equals < 0 ? each : each.substring(0, equals);
                String text = equals < 0 ? ON : each.substring(equals + 1);
                Key key = known.get(name);
                if (key == null) {
                    throw unknown(group, name, known);
                }
                if (key.treatment() == Treatment.REFUSED && isOn(text)) {
                    throw new UsageException("-" + group + " " + name + " cannot be done here: " + key.help());
                }
                if (key.treatment() == Treatment.APPLIED) {
                    settings.put(name, text);
                }
            }
        }
        return settings;
    }

    private static UsageException unknown(char group, String name, Map<String, Key> known) {
        return new UsageException("unknown key '" + name + "' of -" + group
                + Nearest.to(name, known.keySet())
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; -" + group + " help lists them"));
    }

    /** The component model's features that settings of {@code -W} turn on or off; a feature's own key goes before the one for all. */
    static Map<String, Boolean> componentFeatures(Map<String, String> settings) {
        Map<String, Boolean> features = new LinkedHashMap<>();
        if (isOn(settings.getOrDefault(ALL_PROPOSALS, OFF))) {
            WasiRuntime.componentFeatures().forEach(feature -> features.put(feature, true));
        }
        settings.forEach((name, value) -> {
            if (name.startsWith(COMPONENT_FEATURE)) {
                String feature = name.substring(COMPONENT_FEATURE.length());
                features.put(feature.equals(ASYNC_BUILTINS) ? MORE_ASYNC_BUILTINS : feature, isOn(value));
            }
        });
        return features;
    }

    /** Whether a key's value turns it on. */
    static boolean isOn(String value) {
        return switch (value) {
            case OFF, "no", "false" -> false;
            default -> true;
        };
    }

    /** What help says of the keys of an option. */
    static List<Key> keys(char group) {
        return new ArrayList<>(KEYS.getOrDefault(group, Map.of()).values());
    }
}
