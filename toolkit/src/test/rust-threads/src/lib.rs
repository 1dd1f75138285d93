//! Tests that start threads; some of them fail, each in another way.

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Duration;

    /// Not zero if a test sees another one's memory.
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    fn crew(size: usize) -> usize {
        assert_eq!(STARTED.fetch_add(1, Ordering::SeqCst), 0, "a memory of its own");
        let hands = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..size {
                scope.spawn(|| hands.fetch_add(1, Ordering::SeqCst));
            }
        });
        hands.into_inner()
    }

    #[test]
    fn works_together() {
        assert_eq!(crew(20), 20);
    }

    #[test]
    fn works_together_again() {
        assert_eq!(crew(3), 3);
    }

    #[test]
    fn mutinies() {
        let _ = thread::Builder::new().name("bosun".into()).spawn(|| panic!("no more rum")).unwrap().join();
    }

    #[test]
    fn deserts() {
        thread::spawn(|| std::process::exit(4));
        thread::sleep(Duration::from_secs(3600));
    }

    #[test]
    fn waits_for_ever() {
        let (_sender, receiver) = std::sync::mpsc::channel::<()>();
        thread::spawn(move || receiver.recv()).join().unwrap().unwrap();
    }

    /// Ends while others still run.
    #[test]
    fn leaves_early() {
        thread::spawn(|| loop {
            thread::yield_now();
        });
    }
}
