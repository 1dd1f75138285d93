//! Everything a thread can wait for: condition variables, barriers, parking, once cells, joining, sleeping.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Condvar, Mutex, Once, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

fn condition() {
    let state = Arc::new((Mutex::new(0u32), Condvar::new()));
    let waiters: Vec<_> = (0..6)
        .map(|_| {
            let state = Arc::clone(&state);
            thread::spawn(move || {
                let mut turn = state.0.lock().unwrap();
                while *turn < 3 {
                    turn = state.1.wait(turn).unwrap();
                }
                *turn
            })
        })
        .collect();
    for _ in 0..3 {
        *state.0.lock().unwrap() += 1;
        state.1.notify_all();
    }
    println!("{:?}", waiters.into_iter().map(|w| w.join().unwrap()).collect::<Vec<_>>());

    let (turn, result) =
        state.1.wait_timeout_while(state.0.lock().unwrap(), Duration::from_millis(10), |turn| *turn == 3).unwrap();
    println!("{} {}", *turn, result.timed_out());
}

/// Hands a token round, each thread waking exactly the next one.
fn relay() {
    let state = Arc::new((Mutex::new(0usize), Condvar::new()));
    let runners: Vec<_> = (0..4)
        .map(|me| {
            let state = Arc::clone(&state);
            thread::spawn(move || {
                for lap in 0..250 {
                    let mut token = state.0.lock().unwrap();
                    while *token != lap * 4 + me {
                        token = state.1.wait(token).unwrap();
                    }
                    *token += 1;
                    drop(token);
                    state.1.notify_all();
                }
            })
        })
        .collect();
    runners.into_iter().for_each(|r| r.join().unwrap());
    println!("{}", *state.0.lock().unwrap());
}

fn barrier() {
    let barrier = Arc::new(Barrier::new(5));
    let before = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..5)
        .map(|_| {
            let (barrier, before) = (Arc::clone(&barrier), Arc::clone(&before));
            thread::spawn(move || {
                let mut leaders = 0;
                for round in 1..=20 {
                    before.fetch_add(1, Ordering::SeqCst);
                    leaders += usize::from(barrier.wait().is_leader());
                    assert_eq!(before.load(Ordering::SeqCst), round * 5);
                    barrier.wait();
                }
                leaders
            })
        })
        .collect();
    println!("{}", threads.into_iter().map(|t| t.join().unwrap()).sum::<usize>());
}

fn parking() {
    let flag = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&flag);
    let parked = thread::spawn(move || {
        while seen.load(Ordering::Acquire) == 0 {
            thread::park();
        }
        seen.load(Ordering::Acquire)
    });
    flag.store(9, Ordering::Release);
    parked.thread().unpark();
    println!("{}", parked.join().unwrap());
    thread::park_timeout(Duration::from_millis(5));
}

fn once() {
    static ONCE: Once = Once::new();
    static CELL: OnceLock<String> = OnceLock::new();
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    thread::scope(|scope| {
        for i in 0..8 {
            scope.spawn(move || {
                ONCE.call_once(|| {
                    CALLS.fetch_add(1, Ordering::SeqCst);
                });
                let text = CELL.get_or_init(|| format!("{}", 40 + usize::from(i < 8) * 2));
                assert_eq!(text, "42");
            });
        }
    });
    println!("{} {}", CALLS.load(Ordering::SeqCst), CELL.get().unwrap());
}

/// Sleeping threads sleep at the same time.
fn sleeping() {
    let begin = Instant::now();
    let sleepers: Vec<_> = (0..20).map(|_| thread::spawn(|| thread::sleep(Duration::from_millis(300)))).collect();
    sleepers.into_iter().for_each(|s| s.join().unwrap());
    let elapsed = begin.elapsed();
    println!("{} {}", elapsed >= Duration::from_millis(300), elapsed < Duration::from_secs(5));
}

fn main() {
    condition();
    relay();
    barrier();
    parking();
    once();
    sleeping();
}
