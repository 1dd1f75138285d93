package dev.wasmmaven.sdk;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which wasi-sdk is needed: an immutable value, made with {@link #builder}. */
public final class SdkRequest {

    /** What the SDK will be used for. */
    public enum Use {
        /** Compile C and C++ only: Rust brings libc and start code itself ({@code crt-static}, the default). Clang and headers do. */
        COMPILE,
        /** Link as well, with the SDK's clang as linker: start code, libc and compiler-rt must be there. */
        LINK
    }

    /** What happens to an archive whose digest nobody has pinned. */
    public enum Trust {
        /** It is used, its digest is recorded and reported to the listener. */
        ON_FIRST_USE,
        /** It is refused before anything is downloaded. */
        PINNED_ONLY
    }

    private final WasiSdkRange versions;
    private final Optional<WasiSdkVersion> preferred;
    private final HostPlatform platform;
    private final Set<WasiTarget> targets;
    private final Use use;
    private final Set<WasiTarget> rustLibc;
    private final boolean interim;
    private final PinnedDigests pins;
    private final Trust trust;
    private final boolean offline;

    private SdkRequest(Builder builder) {
        this.versions = builder.versions;
        this.preferred = builder.preferred;
        this.platform = builder.platform;
        this.targets = Set.copyOf(builder.targets);
        this.use = builder.use;
        this.rustLibc = Set.copyOf(builder.rustLibc);
        this.interim = builder.interim;
        this.pins = builder.pins;
        this.trust = builder.trust;
        this.offline = builder.offline;
    }

    /** A request for any version that can compile, for a machine. */
    public static Builder builder(HostPlatform platform) {
        return new Builder(platform);
    }

    /** The versions that will do. */
    public WasiSdkRange versions() {
        return versions;
    }

    /** The version to obtain when none is there; empty: the newest release in the range. */
    public Optional<WasiSdkVersion> preferred() {
        return preferred;
    }

    /** The machine that the SDK's programs must run on. */
    public HostPlatform platform() {
        return platform;
    }

    /** The targets that it must have a sysroot for. */
    public Set<WasiTarget> targets() {
        return targets;
    }

    /** What it will be used for. */
    public Use use() {
        return use;
    }

    /**
     * The targets for which the Rust toolchain brings libc and start code itself ({@code lib/rustlib/<target>/lib/self-contained}), so that headers
     * and a linker of the system's packages are enough to link.
     */
    public Set<WasiTarget> rustLibc() {
        return rustLibc;
    }

    /**
     * Whether C for WASI 0.3 is that of WASI 0.2: Rust before LLVM 23 links wasm32-wasip3 with a C library of WASI 0.2 (The rustc book,
     * wasm32-wasip3, 2025), so that a sysroot for wasm32-wasip2 serves.
     */
    public boolean interim() {
        return interim;
    }

    /** The digests that archives must have. */
    public PinnedDigests pins() {
        return pins;
    }

    /** What happens to an archive without a pinned digest. */
    public Trust trust() {
        return trust;
    }

    /** Whether the network must not be used. */
    public boolean offline() {
        return offline;
    }

    /** What is asked for, for messages: {@code wasi-sdk [22.0,) for wasm32-wasip2 on x86_64-linux}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("wasi-sdk");
        if (!versions.equals(WasiSdkRange.any())) {
            text.append(' ').append(versions);
        }
        if (!targets.isEmpty()) {
            text.append(" for ");
            text.append(String.join(
                    ", ", targets.stream().sorted().map(WasiTarget::rustTarget).toList()));
        }
        return text.append(" on ").append(platform.id()).toString();
    }

    /** Collects a request's values. Not for several threads. */
    public static final class Builder {
        private final HostPlatform platform;
        private WasiSdkRange versions = WasiSdkRange.any();
        private Optional<WasiSdkVersion> preferred = Optional.empty();
        private Set<WasiTarget> targets = EnumSet.noneOf(WasiTarget.class);
        private Use use = Use.COMPILE;
        private Set<WasiTarget> rustLibc = EnumSet.noneOf(WasiTarget.class);
        private boolean interim;
        private PinnedDigests pins = PinnedDigests.none();
        private Trust trust = Trust.ON_FIRST_USE;
        private boolean offline;

        private Builder(HostPlatform platform) {
            this.platform = platform;
        }

        /** The versions that will do; default: any. */
        public Builder versions(WasiSdkRange value) {
            this.versions = value;
            return this;
        }

        /** The version to obtain when none is there; default: the newest release in the range. */
        public Builder preferred(WasiSdkVersion value) {
            this.preferred = Optional.of(value);
            return this;
        }

        /** The targets to have a sysroot for; default: none. */
        public Builder targets(Collection<WasiTarget> value) {
            this.targets = value.isEmpty() ? EnumSet.noneOf(WasiTarget.class) : EnumSet.copyOf(value);
            return this;
        }

        /** What it will be used for; default: compiling only. */
        public Builder use(Use value) {
            this.use = value;
            return this;
        }

        /** The targets for which Rust brings libc and start code; default: none. */
        public Builder rustLibc(Collection<WasiTarget> value) {
            this.rustLibc = value.isEmpty() ? EnumSet.noneOf(WasiTarget.class) : EnumSet.copyOf(value);
            return this;
        }

        /** Whether C for WASI 0.3 is that of WASI 0.2; default: it is not. */
        public Builder interim(boolean value) {
            this.interim = value;
            return this;
        }

        /** The digests that archives must have; default: none known. */
        public Builder pins(PinnedDigests value) {
            this.pins = value;
            return this;
        }

        /** What happens to an archive without a pinned digest; default: trust on first use. */
        public Builder trust(Trust value) {
            this.trust = value;
            return this;
        }

        /** Whether the network must not be used; default: it may. */
        public Builder offline(boolean value) {
            this.offline = value;
            return this;
        }

        /** The request. */
        public SdkRequest build() {
            return new SdkRequest(this);
        }
    }
}
