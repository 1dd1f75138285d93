//! Ways in which a program with threads ends. Run on our runtime only: natively a panic ends one thread.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{mpsc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

static STARTED: AtomicBool = AtomicBool::new(false);

fn spin() {
    while !STARTED.load(Ordering::Relaxed) || STARTED.load(Ordering::Relaxed) {
        std::hint::spin_loop();
    }
}

fn wait() {
    let lock = Mutex::new(());
    drop(Condvar::new().wait(lock.lock().unwrap()));
}

fn occupy(how: &str) {
    match how {
        "spinning" => spin(),
        "waiting" => loop {
            wait();
        },
        "sleeping" => thread::sleep(Duration::from_secs(3600)),
        "reading" => {
            let _ = std::io::stdin().read(&mut [0]);
        }
        "receiving" => {
            let (_sender, receiver) = mpsc::channel::<()>();
            let _ = receiver.recv();
        }
        _ => {}
    }
}

#[inline(never)]
fn sink_the_ship() {
    panic!("iceberg");
}

#[inline(never)]
fn recurse(n: u64) -> u64 {
    if n == 0 { 0 } else { std::hint::black_box(recurse(n - 1)) + 1 }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (end, how) = (args[1].as_str(), args[2].clone());
    let others = how.clone();
    for _ in 0..3 {
        let others = others.clone();
        thread::spawn(move || occupy(&others));
    }
    println!("before");
    match end {
        "exit" => {
            thread::spawn(|| std::process::exit(7));
            occupy(&how);
        }
        "panic" => {
            thread::Builder::new().name("titanic".into()).spawn(sink_the_ship).unwrap();
            occupy(&how);
        }
        "overflow" => {
            thread::spawn(|| println!("{}", recurse(u64::MAX)));
            occupy(&how);
        }
        "return" => thread::sleep(Duration::from_millis(10)),
        "never" => occupy(&how),
        "limit" => {
            let mut count = 0;
            while thread::Builder::new().stack_size(1 << 16).spawn(|| thread::park()).is_ok() {
                count += 1;
            }
            println!("{count}");
            thread::sleep(Duration::from_millis(1));
        }
        _ => unreachable!(),
    }
}
