//! Sockets of std, all on the loopback interface. Not for wasm32-wasip1, whose std has none.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream, ToSocketAddrs, UdpSocket};

fn kind<T>(result: std::io::Result<T>) -> Result<(), ErrorKind> {
    result.map(drop).map_err(|e| e.kind())
}

fn main() {
    tcp();
    many_connections();
    large();
    errors();
    udp();
    names();
}

fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (server, from) = listener.accept().unwrap();
    assert_eq!(from, client.local_addr().unwrap());
    assert_eq!(client.peer_addr().unwrap(), server.local_addr().unwrap());
    (client, server)
}

fn tcp() {
    let (mut client, mut server) = pair();
    client.write_all(b"to the server").unwrap();
    let mut buffer = [0; 100];
    let n = server.read(&mut buffer).unwrap();
    println!("{}", String::from_utf8_lossy(&buffer[..n]));
    server.write_all(b"to the client").unwrap();
    let n = client.read(&mut buffer).unwrap();
    println!("{}", String::from_utf8_lossy(&buffer[..n]));

    client.set_nonblocking(true).unwrap();
    println!("nothing there: {:?}", kind(client.read(&mut buffer)));
    client.set_nonblocking(false).unwrap();
    client.set_nodelay(true).unwrap();
    client.set_ttl(42).unwrap();
    println!("ttl {}", client.ttl().unwrap());

    client.shutdown(Shutdown::Write).unwrap();
    println!("end: {:?}", server.read(&mut buffer));
    println!("written after the end: {:?}", kind(client.write(b"x")));
    server.write_all(b"still").unwrap();
    println!("the other way: {:?}", client.read(&mut buffer));
    drop(server);
    println!("end: {:?}", client.read(&mut buffer));
}

fn many_connections() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let clients: Vec<_> = (0..20).map(|_| TcpStream::connect(address).unwrap()).collect();
    for (i, mut client) in clients.iter().enumerate() {
        client.write_all(&[i as u8]).unwrap();
    }
    let mut sum = 0;
    for stream in listener.incoming().take(20) {
        let mut byte = [0];
        stream.unwrap().read_exact(&mut byte).unwrap();
        sum += u32::from(byte[0]);
    }
    println!("{sum} from {} clients", clients.len());
}

/// More than the host takes at once, between two ends in one thread.
fn large() {
    let (mut client, mut server) = pair();
    client.set_nonblocking(true).unwrap();
    server.set_nonblocking(true).unwrap();
    let data: Vec<u8> = (0..8_000_000u32).map(|i| (i / 7) as u8).collect();
    let mut sent = 0;
    let mut received = Vec::new();
    let mut buffer = vec![0; 100_000];
    while received.len() < data.len() {
        if sent < data.len() {
            match client.write(&data[sent..]) {
                Ok(n) => sent += n,
                Err(e) => assert_eq!(e.kind(), ErrorKind::WouldBlock),
            }
        }
        match server.read(&mut buffer) {
            Ok(n) => received.extend_from_slice(&buffer[..n]),
            Err(e) => assert_eq!(e.kind(), ErrorKind::WouldBlock),
        }
    }
    println!("{} bytes, the same: {}", received.len(), received == data);
}

fn errors() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    println!("in use: {:?}", kind(TcpListener::bind(address)));
    println!("not of this host: {:?}", kind(TcpListener::bind("203.0.113.7:0")));
    listener.set_nonblocking(true).unwrap();
    println!("nobody: {:?}", kind(listener.accept()));
    drop(listener);
    println!("refused: {:?}", kind(TcpStream::connect(address)));
    println!("free again: {:?}", kind(TcpListener::bind(address)));
}

fn udp() {
    let one = UdpSocket::bind("127.0.0.1:0").unwrap();
    let other = UdpSocket::bind("127.0.0.1:0").unwrap();
    let (one_at, other_at) = (one.local_addr().unwrap(), other.local_addr().unwrap());
    let mut buffer = [0; 70_000];
    println!("sent {:?}", one.send_to(b"datagram", other_at));
    let (n, from) = other.recv_from(&mut buffer).unwrap();
    println!("{} {}", String::from_utf8_lossy(&buffer[..n]), from == one_at);
    other.connect(one_at).unwrap();
    for data in [&b"back"[..], b"", &[7; 60_000]] {
        println!("sent {:?}", other.send(data));
        let (n, from) = one.recv_from(&mut buffer).unwrap();
        println!("{} bytes, {}", n, from == other_at);
    }
    println!("to {}", other.peer_addr().unwrap() == one_at);
    println!("too large: {}", one.send_to(&[0; 70_000], other_at).is_err());
    one.set_nonblocking(true).unwrap();
    println!("nothing there: {:?}", kind(one.recv_from(&mut buffer)));
}

fn names() {
    let local: Vec<SocketAddr> = "localhost:80".to_socket_addrs().unwrap().filter(SocketAddr::is_ipv4).collect();
    println!("{local:?}");
    let literal: Vec<SocketAddr> = ("127.0.0.1", 5).to_socket_addrs().unwrap().collect();
    println!("{literal:?}");
    println!("unknown: {}", "no-such-host.invalid:80".to_socket_addrs().is_err());
}
