//! State of threads: thread-locals and their destructors, names, ids, results, scopes, stacks.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::sync::Mutex;
use std::thread;

static DROPPED: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Noisy(String);

impl Drop for Noisy {
    fn drop(&mut self) {
        DROPPED.lock().unwrap().push(self.0.clone());
    }
}

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(5) };
    static NOISY: RefCell<Option<Noisy>> = const { RefCell::new(None) };
    static TEXT: RefCell<String> = RefCell::new(String::from("fresh"));
}

#[inline(never)]
fn depth(n: u32) -> u32 {
    if n == 0 { 0 } else { std::hint::black_box(depth(n - 1)) + 1 }
}

fn main() {
    COUNT.set(1);
    let counts: Vec<u32> = (0..4)
        .map(|i| {
            thread::Builder::new()
                .name(format!("worker {i}"))
                .spawn(move || {
                    let first = COUNT.get();
                    COUNT.set(first + i);
                    TEXT.with_borrow_mut(|text| {
                        assert_eq!(text, "fresh");
                        text.push_str(thread::current().name().unwrap());
                    });
                    NOISY.set(Some(Noisy(TEXT.with_borrow(String::clone))));
                    COUNT.get()
                })
                .unwrap()
                .join()
                .unwrap()
        })
        .collect();
    println!("{counts:?} {}", COUNT.get());
    println!("{:?}", DROPPED.lock().unwrap());
    println!("{:?}", thread::current().name());

    let ids: HashSet<_> = (0..20).map(|_| thread::spawn(|| thread::current().id()).join().unwrap()).collect();
    println!("{}", ids.len());

    let mut numbers: Vec<u64> = (0..10_000).collect();
    let parts = thread::scope(|scope| {
        let handles: Vec<_> = numbers
            .chunks_mut(1_000)
            .map(|chunk| {
                scope.spawn(move || {
                    chunk.iter_mut().for_each(|n| *n = *n * *n % 7919);
                    chunk.iter().sum::<u64>()
                })
            })
            .collect();
        handles.into_iter().map(|h| h.join().unwrap()).collect::<Vec<_>>()
    });
    println!("{parts:?} {}", numbers.iter().sum::<u64>());

    let deep = thread::Builder::new().stack_size(16 << 20).spawn(|| depth(100_000)).unwrap();
    println!("{}", deep.join().unwrap());
    println!("{}", thread::available_parallelism().is_ok() || cfg!(target_family = "wasm"));
}
