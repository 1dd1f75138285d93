//! A thousand threads alive at the same time, and ten thousand one after the other.

use std::sync::{Arc, Barrier, Mutex};
use std::thread;

const ALIVE: usize = 1_000;
/// Together they must fit into the memory that the target declares, 1 GiB.
const STACK: usize = 64 << 10;

fn main() {
    let barrier = Arc::new(Barrier::new(ALIVE + 1));
    let sum = Arc::new(Mutex::new(0usize));
    let threads: Vec<_> = (0..ALIVE)
        .map(|i| {
            let (barrier, sum) = (Arc::clone(&barrier), Arc::clone(&sum));
            thread::Builder::new()
                .stack_size(STACK)
                .spawn(move || {
                    barrier.wait();
                    *sum.lock().unwrap() += i;
                })
                .unwrap()
        })
        .collect();
    barrier.wait();
    threads.into_iter().for_each(|t| t.join().unwrap());
    println!("{}", sum.lock().unwrap());

    let mut count = 0;
    for i in 0..2_000 {
        count += thread::Builder::new().stack_size(STACK).spawn(move || i % 2).unwrap().join().unwrap();
    }
    println!("{count}");
}
