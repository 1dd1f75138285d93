//! `wasi:sockets` 0.3 on the loopback interface: connections with themselves, datagrams, names, errors.

use async_programs::{program, say};
use futures::future::{join, join3};
use std::future::IntoFuture;
use wasip3::sockets::ip_name_lookup::resolve_addresses;
use wasip3::sockets::types::*;

const ANY_PORT: u16 = 0;

fn loopback(port: u16) -> IpSocketAddress {
    ipv4((127, 0, 0, 1), port)
}

fn ipv4(address: Ipv4Address, port: u16) -> IpSocketAddress {
    IpSocketAddress::Ipv4(Ipv4SocketAddress { port, address })
}

fn tcp() -> TcpSocket {
    TcpSocket::create(IpAddressFamily::Ipv4).unwrap()
}

async fn send(socket: &TcpSocket, data: Vec<u8>) -> Result<(), ErrorCode> {
    let (mut writer, reader) = wasip3::wit_stream::new();
    let done = socket.send(reader);
    let write = async {
        writer.write_all(data).await;
        drop(writer);
    };
    join(done.into_future(), write).await.0
}

async fn receive(socket: &TcpSocket) -> (Vec<u8>, Result<(), ErrorCode>) {
    let (reader, done) = socket.receive();
    (reader.collect().await, done.await)
}

/// Both ends send more than what the host buffers, at the same time.
async fn conversation() {
    let listener = tcp();
    listener.bind(loopback(ANY_PORT)).unwrap();
    let mut accepted = listener.listen().unwrap();
    let address = listener.get_local_address().unwrap();
    say(format!("listening {}", listener.get_is_listening())).await;
    let client = tcp();
    let (server, connected) = join(accepted.next(), client.connect(address)).await;
    let server = server.unwrap();
    say(format!("{connected:?} {:?}", server.get_address_family())).await;
    let (near, far) = (client.get_local_address().unwrap(), server.get_remote_address().unwrap());
    say(format!("the same {}", format!("{near:?}") == format!("{far:?}"))).await;

    let data: Vec<u8> = (0..3_000_000u32).map(|i| (i % 251) as u8).collect();
    let (sent, answered, (there, there_end)) =
        join3(send(&client, data.clone()), send(&server, data[..1000].to_vec()), receive(&server)).await;
    say(format!("{sent:?} {answered:?} {} {} {there_end:?}", there.len(), there == data)).await;
    let (back, end) = receive(&client).await;
    say(format!("{} {} {end:?}", back.len(), back == data[..1000])).await;
    say(format!("again {:?} {:?}", send(&client, vec![1]).await, receive(&client).await)).await;

    drop(listener);
    let other = tcp();
    say(format!("without the socket {:?}", join(accepted.next(), other.connect(address)).await.1)).await;
    drop(accepted);
    let late = tcp();
    say(format!("late {:?}", late.connect(address).await)).await;
    say(format!("then {:?} {:?}", late.get_local_address(), late.get_hop_limit())).await;
    say(format!("then {:?} {:?}", late.connect(address).await, receive(&late).await)).await;
}

/// Streams live on without their socket, and the end of one is told to the other side.
async fn halves() {
    let listener = tcp();
    let mut accepted = listener.listen().unwrap();
    let IpSocketAddress::Ipv4(bound) = listener.get_local_address().unwrap() else { unreachable!() };
    say(format!("listening at {:?}", bound.address)).await;
    let client = tcp();
    let (server, _) = join(accepted.next(), client.connect(loopback(bound.port))).await;
    let server = server.unwrap();
    let (mut writer, reader) = wasip3::wit_stream::new();
    let sending = client.send(reader);
    let (receiving, end) = client.receive();
    drop(client);
    writer.write_all(b"from half a socket".to_vec()).await;
    drop(writer);
    say(format!("{:?} {:?}", sending.await, String::from_utf8(receive(&server).await.0))).await;
    say(format!("{:?}", send(&server, b"and back".to_vec()).await)).await;
    say(format!("{:?} {:?}", String::from_utf8(receiving.collect().await), end.await)).await;
}

async fn options() {
    let socket = tcp();
    say(format!("{:?} {:?}", socket.get_keep_alive_enabled(), socket.set_keep_alive_enabled(true))).await;
    say(format!("{:?}", socket.get_keep_alive_enabled())).await;
    say(format!("{:?}", socket.set_keep_alive_idle_time(1_500_000_001))).await;
    say(format!("{:?} {:?}", socket.set_keep_alive_count(7), socket.get_keep_alive_count())).await;
    say(format!("{:?} {:?}", socket.set_keep_alive_interval(3_000_000_000), socket.get_keep_alive_interval())).await;
    say(format!("{:?} {:?}", socket.set_hop_limit(9), socket.get_hop_limit())).await;
    for zero in [
        socket.set_keep_alive_idle_time(0),
        socket.set_keep_alive_interval(0),
        socket.set_keep_alive_count(0),
        socket.set_hop_limit(0),
        socket.set_receive_buffer_size(0),
        socket.set_send_buffer_size(0),
        socket.set_listen_backlog_size(0),
    ] {
        say(format!("zero {zero:?}")).await;
    }
    say(format!("{:?} {:?}", socket.set_send_buffer_size(50_000), socket.get_send_buffer_size().unwrap() > 0)).await;
    say(format!("{:?}", socket.set_listen_backlog_size(1 << 40))).await;
}

async fn refused() {
    let socket = tcp();
    say(format!("unbound {:?} {:?}", socket.get_local_address(), socket.get_remote_address())).await;
    say(format!("unconnected {:?} {:?}", send(&socket, vec![1]).await, receive(&socket).await)).await;
    for address in [(0, 0, 0, 0), (255, 255, 255, 255), (224, 0, 0, 1)] {
        say(format!("{address:?} {:?}", socket.connect(ipv4(address, 80)).await)).await;
    }
    say(format!("port 0 {:?}", socket.connect(loopback(0)).await)).await;
    say(format!("multicast {:?}", socket.bind(ipv4((224, 0, 0, 1), 0)))).await;
    say(format!("not ours {:?}", socket.bind(ipv4((192, 0, 2, 1), 0)))).await;
    let ipv6 = IpSocketAddress::Ipv6(Ipv6SocketAddress {
        port: 80,
        flow_info: 0,
        address: (0, 0, 0, 0, 0, 0xffff, 0x7f00, 1),
        scope_id: 0,
    });
    say(format!("family {:?} {:?}", socket.bind(ipv6), socket.connect(ipv6).await)).await;
    say(format!("{:?} {:?}", socket.bind(loopback(0)), socket.bind(loopback(0)))).await;
    let used = socket.get_local_address().unwrap();
    let _connections = socket.listen().unwrap();
    say(format!("twice {:?}", socket.listen().err())).await;
    say(format!("connect {:?}", socket.connect(used).await)).await;
    say(format!("in use {:?}", tcp().bind(used))).await;
}

async fn datagrams() {
    let (one, other) =
        (UdpSocket::create(IpAddressFamily::Ipv4).unwrap(), UdpSocket::create(IpAddressFamily::Ipv4).unwrap());
    say(format!("{:?} {:?}", one.get_local_address(), one.receive().await)).await;
    say(format!("{:?} {:?}", one.bind(loopback(0)), one.bind(loopback(0)))).await;
    let address = one.get_local_address().unwrap();
    say(format!("{:?}", other.send(b"to nobody".to_vec(), None).await)).await;
    say(format!("{:?}", other.send(b"port 0".to_vec(), Some(loopback(0))).await)).await;
    say(format!("{:?}", other.send(vec![0; 70_000], Some(address)).await)).await;
    let (received, sent) = join(one.receive(), other.send(b"hello".to_vec(), Some(address))).await;
    let (data, from) = received.unwrap();
    let back = format!("{from:?}") == format!("{:?}", ipv4((127, 0, 0, 1), port(&other)));
    say(format!("{sent:?} {data:?} {back}")).await;

    say(format!("{:?} {:?}", other.disconnect(), other.get_remote_address())).await;
    say(format!("{:?} {:?}", other.connect(loopback(0)), other.connect(address))).await;
    let told = format!("{:?}", other.get_remote_address()) == format!("{:?}", Ok::<_, ErrorCode>(address));
    say(format!("connected {told} {:?}", other.send(b"elsewhere".to_vec(), Some(loopback(9))).await)).await;
    say(format!("{:?}", other.send(b"connected".to_vec(), None).await)).await;
    say(format!("{:?}", one.receive().await.unwrap().0)).await;
    say(format!("{:?}", other.send(vec![], Some(address)).await)).await;
    say(format!("{:?}", one.receive().await.unwrap().0)).await;
    one.send(b"answer".to_vec(), Some(loopback(port(&other)))).await.unwrap();
    say(format!("{:?}", other.receive().await.unwrap().0)).await;
    say(format!("{:?} {:?}", other.disconnect(), other.send(vec![1], None).await)).await;
    say(format!("{:?} {:?}", one.set_unicast_hop_limit(3), one.get_unicast_hop_limit())).await;
    say(format!("{:?}", one.set_receive_buffer_size(0))).await;
}

fn port(socket: &UdpSocket) -> u16 {
    match socket.get_local_address().unwrap() {
        IpSocketAddress::Ipv4(address) => address.port,
        IpSocketAddress::Ipv6(address) => address.port,
    }
}

async fn names() {
    for name in ["127.0.0.1", "::1", "[::1]", "not a name", ""] {
        say(format!("{name:?} {:?}", resolve_addresses(name.into()).await)).await;
    }
}

program!(async {
    conversation().await;
    halves().await;
    options().await;
    refused().await;
    datagrams().await;
    names().await;
    Ok(())
});
