package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Descriptor;
import dev.wasmmaven.runtime.wasi.Network;

/** The resource types of {@code wasi:cli/command}. One object stands for each in every interface that uses it. */
final class Resources {

    static final HostResource<HostException> ERROR = new HostResource<>("error", HostException.class);
    static final HostResource<Pollable> POLLABLE =
            new HostResource<>("pollable", Pollable.class, Parent::droppedPollable);
    static final HostResource<ByteInput> INPUT_STREAM =
            new HostResource<>("input-stream", ByteInput.class, Parent::drop);
    static final HostResource<ByteOutput> OUTPUT_STREAM =
            new HostResource<>("output-stream", ByteOutput.class, Parent::drop);

    static final HostResource<Object> TERMINAL_INPUT = new HostResource<>("terminal-input", Object.class);
    static final HostResource<Object> TERMINAL_OUTPUT = new HostResource<>("terminal-output", Object.class);

    static final HostResource<Descriptor> DESCRIPTOR =
            new HostResource<>("descriptor", Descriptor.class, Descriptor::close);
    static final HostResource<EntryStream> DIRECTORY_ENTRY_STREAM =
            new HostResource<>("directory-entry-stream", EntryStream.class);

    static final HostResource<Network> NETWORK = new HostResource<>("network", Network.class);
    static final HostResource<TcpSocket> TCP_SOCKET = new HostResource<>("tcp-socket", TcpSocket.class, Parent::drop);
    static final HostResource<UdpSocket> UDP_SOCKET = new HostResource<>("udp-socket", UdpSocket.class, Parent::drop);
    static final HostResource<UdpSocket.Incoming> INCOMING_DATAGRAM_STREAM =
            new HostResource<>("incoming-datagram-stream", UdpSocket.Incoming.class, Parent::drop);
    static final HostResource<UdpSocket.Outgoing> OUTGOING_DATAGRAM_STREAM =
            new HostResource<>("outgoing-datagram-stream", UdpSocket.Outgoing.class, Parent::drop);
    static final HostResource<ResolveAddressStream> RESOLVE_ADDRESS_STREAM =
            new HostResource<>("resolve-address-stream", ResolveAddressStream.class, Parent::drop);

    private Resources() {}
}
