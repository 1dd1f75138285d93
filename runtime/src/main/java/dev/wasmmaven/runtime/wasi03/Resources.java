package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.wasi.Descriptor;

/** The resource types of {@code wasi:cli/command} 0.3. One object stands for each in every interface that uses it. */
final class Resources {

    static final HostResource<Descriptor> DESCRIPTOR =
            new HostResource<>("descriptor", Descriptor.class, Descriptor::close);

    static final HostResource<Object> TERMINAL_INPUT = new HostResource<>("terminal-input", Object.class);
    static final HostResource<Object> TERMINAL_OUTPUT = new HostResource<>("terminal-output", Object.class);

    static final HostResource<TcpSocket> TCP_SOCKET =
            new HostResource<>("tcp-socket", TcpSocket.class, TcpSocket::release);
    static final HostResource<UdpSocket> UDP_SOCKET =
            new HostResource<>("udp-socket", UdpSocket.class, UdpSocket::close);

    private Resources() {}
}
