//! mpsc channels: unbounded, bounded, rendezvous; disconnection and timeouts.

use std::sync::mpsc::{channel, sync_channel, RecvTimeoutError, TryRecvError, TrySendError};
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = channel();
    for producer in 0..4u64 {
        let sender = sender.clone();
        thread::spawn(move || {
            for i in 0..2_000 {
                sender.send(producer * 10_000 + i).unwrap();
            }
        });
    }
    drop(sender);
    let mut all: Vec<u64> = receiver.iter().collect();
    all.sort_unstable();
    println!("{} {} {}", all.len(), all[0], all.iter().sum::<u64>());

    let (sender, receiver) = sync_channel::<String>(3);
    let producer = thread::spawn(move || {
        for i in 0..500 {
            sender.send(format!("message {i}")).unwrap();
        }
    });
    let texts: Vec<String> = receiver.iter().collect();
    producer.join().unwrap();
    println!("{} {} {}", texts.len(), texts[0], texts[499]);

    // Ping and pong over rendezvous channels: neither may run ahead.
    let (ping, pinged) = sync_channel::<u32>(0);
    let (pong, ponged) = sync_channel::<u32>(0);
    let player = thread::spawn(move || {
        while let Ok(ball) = pinged.recv() {
            pong.send(ball + 1).unwrap();
        }
    });
    let mut ball = 0;
    for _ in 0..1_000 {
        ping.send(ball).unwrap();
        ball = ponged.recv().unwrap();
    }
    drop(ping);
    player.join().unwrap();
    println!("{ball}");

    let (sender, receiver) = channel::<()>();
    println!("{:?}", receiver.try_recv() == Err(TryRecvError::Empty));
    println!("{:?}", receiver.recv_timeout(Duration::from_millis(5)) == Err(RecvTimeoutError::Timeout));
    drop(sender);
    println!("{:?}", receiver.try_recv() == Err(TryRecvError::Disconnected));
    let (sender, receiver) = sync_channel(1);
    println!("{:?} {:?}", sender.try_send(1), sender.try_send(2) == Err(TrySendError::Full(2)));
    drop(receiver);
    println!("{:?}", sender.send(3).is_err());
}
