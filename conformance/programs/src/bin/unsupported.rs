//! What WASI 0.1 does not have: each must say so, and none may trap.

use programs::kind;
use std::{env, fs, net, process, thread};

fn main() {
    fs::write("file", "x").unwrap();
    kind("thread", thread::Builder::new().spawn(|| ()).map(|thread| thread.join().unwrap()));
    kind("connect", net::TcpStream::connect("127.0.0.1:9").map_err(|e| match e.kind() {
        std::io::ErrorKind::ConnectionRefused => std::io::ErrorKind::ConnectionRefused.into(),
        _ => e,
    }));
    kind("listen", net::TcpListener::bind("127.0.0.1:0"));
    kind("udp", net::UdpSocket::bind("127.0.0.1:0"));
    kind("process", process::Command::new("true").status());
    kind("current_exe", env::current_exe());
    kind("set_permissions", fs::set_permissions("file", fs::metadata("file").unwrap().permissions()));
}
