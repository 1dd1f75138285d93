//! Counters of every width under contention, behind locks and without.

use std::sync::atomic::{
    AtomicBool, AtomicI16, AtomicI64, AtomicI8, AtomicU16, AtomicU32, AtomicU64, AtomicU8, AtomicUsize, Ordering,
};
use std::sync::{Mutex, RwLock};
use std::thread;

const THREADS: usize = 8;
const ROUNDS: usize = 20_000;

static SMALL: [AtomicU8; 4] = [AtomicU8::new(0), AtomicU8::new(0), AtomicU8::new(0), AtomicU8::new(0)];
static SHORT: [AtomicU16; 2] = [AtomicU16::new(0), AtomicU16::new(0)];
static WORD: AtomicU32 = AtomicU32::new(0);
static LONG: AtomicU64 = AtomicU64::new(u32::MAX as u64 - 1000);
static SPIN: AtomicBool = AtomicBool::new(false);
static LOCKED: Mutex<u64> = Mutex::new(0);
static SHARED: RwLock<Vec<usize>> = RwLock::new(Vec::new());

fn count(thread: usize) {
    let mut plain = 0u64;
    for round in 0..ROUNDS {
        SMALL[round % 4].fetch_add(1, Ordering::Relaxed);
        SHORT[round % 2].fetch_sub(1, Ordering::AcqRel);
        WORD.fetch_add(3, Ordering::SeqCst);
        LONG.fetch_add(1, Ordering::Release);
        while SPIN.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
            std::hint::spin_loop();
        }
        SPIN.store(false, Ordering::Release);
        *LOCKED.lock().unwrap() += 1;
        if round % 1000 == 0 {
            SHARED.write().unwrap().push(thread);
        }
        plain += SHARED.read().unwrap().len() as u64 / 1_000_000;
    }
    assert_eq!(plain, 0);
}

fn operations() {
    let byte = AtomicI8::new(-1);
    println!("{} {}", byte.fetch_and(0x0f, Ordering::SeqCst), byte.load(Ordering::SeqCst));
    println!("{} {}", byte.fetch_or(-128, Ordering::SeqCst), byte.load(Ordering::SeqCst));
    println!("{} {}", byte.fetch_xor(-1, Ordering::SeqCst), byte.load(Ordering::SeqCst));
    println!("{} {}", byte.fetch_nand(3, Ordering::SeqCst), byte.load(Ordering::SeqCst));
    println!("{} {}", byte.fetch_max(100, Ordering::SeqCst), byte.fetch_min(-100, Ordering::SeqCst));
    let short = AtomicI16::new(i16::MAX);
    println!("{} {}", short.fetch_add(1, Ordering::SeqCst), short.load(Ordering::SeqCst));
    println!("{:?}", short.compare_exchange(5, 6, Ordering::SeqCst, Ordering::SeqCst));
    println!("{:?}", short.compare_exchange(i16::MIN, 6, Ordering::SeqCst, Ordering::SeqCst));
    let long = AtomicI64::new(i64::MIN);
    println!("{} {}", long.fetch_sub(1, Ordering::SeqCst), long.swap(0x1234_5678_9abc_def0, Ordering::SeqCst));
    println!("{:?}", long.compare_exchange(0x9abc_def0, 1, Ordering::SeqCst, Ordering::SeqCst));
    println!("{:?}", long.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |x| x.checked_mul(2)));
    let size = AtomicUsize::new(7);
    println!("{:?} {}", size.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |_| None), size.load(Ordering::SeqCst));
}

fn main() {
    operations();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            scope.spawn(move || count(thread));
        }
    });
    println!("{:?}", SMALL.iter().map(|c| c.load(Ordering::SeqCst)).collect::<Vec<_>>());
    println!("{:?}", SHORT.iter().map(|c| c.load(Ordering::SeqCst)).collect::<Vec<_>>());
    println!("{} {}", WORD.load(Ordering::SeqCst), LONG.load(Ordering::SeqCst));
    println!("{}", LOCKED.lock().unwrap());
    let mut seen = SHARED.read().unwrap().clone();
    seen.sort_unstable();
    println!("{} {}", seen.len(), seen.iter().sum::<usize>());
}
