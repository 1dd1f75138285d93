package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.host.HostException;

/** The resource types of {@code wasi:cli/command}. One object stands for each in every interface that uses it. */
final class Resources {

    static final HostResource<HostException> ERROR = new HostResource<>("error", HostException.class);
    static final HostResource<Pollable> POLLABLE =
            new HostResource<>("pollable", Pollable.class, StreamEnd::droppedPollable);
    static final HostResource<ByteInput> INPUT_STREAM =
            new HostResource<>("input-stream", ByteInput.class, StreamEnd::drop);
    static final HostResource<ByteOutput> OUTPUT_STREAM =
            new HostResource<>("output-stream", ByteOutput.class, StreamEnd::drop);

    static final HostResource<Object> TERMINAL_INPUT = new HostResource<>("terminal-input", Object.class);
    static final HostResource<Object> TERMINAL_OUTPUT = new HostResource<>("terminal-output", Object.class);

    static final HostResource<Descriptor> DESCRIPTOR =
            new HostResource<>("descriptor", Descriptor.class, Descriptor::close);
    static final HostResource<EntryStream> DIRECTORY_ENTRY_STREAM =
            new HostResource<>("directory-entry-stream", EntryStream.class);

    static final HostResource<Object> NETWORK = new HostResource<>("network", Object.class);
    static final HostResource<Object> TCP_SOCKET = new HostResource<>("tcp-socket", Object.class);
    static final HostResource<Object> UDP_SOCKET = new HostResource<>("udp-socket", Object.class);
    static final HostResource<Object> INCOMING_DATAGRAM_STREAM =
            new HostResource<>("incoming-datagram-stream", Object.class);
    static final HostResource<Object> OUTGOING_DATAGRAM_STREAM =
            new HostResource<>("outgoing-datagram-stream", Object.class);
    static final HostResource<Object> RESOLVE_ADDRESS_STREAM =
            new HostResource<>("resolve-address-stream", Object.class);

    private Resources() {}
}
