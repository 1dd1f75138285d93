//! Clocks and sleeping: they run forward and wait long enough.

use programs::show;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() {
    let begin = Instant::now();
    let mut last = begin;
    for _ in 0..1000 {
        let now = Instant::now();
        assert!(now >= last);
        last = now;
    }
    for wait in [0, 1, 20] {
        let before = Instant::now();
        thread::sleep(Duration::from_millis(wait));
        let waited = before.elapsed();
        show("waited", waited >= Duration::from_millis(wait) && waited < Duration::from_secs(20));
    }
    show("elapsed", begin.elapsed() >= Duration::from_millis(21));
    show("an hour ago", begin.checked_sub(Duration::from_secs(3600)).is_some());
    let today = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    show("after 2023", today.as_secs() > 1_700_000_000);
    thread::yield_now();
}
