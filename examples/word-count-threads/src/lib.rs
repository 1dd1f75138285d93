//! Counts the words of a text on several threads.

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

/// How often each word occurs, in any case of letters.
pub fn count(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// The same, counted by so many threads, each of which takes every n-th line.
pub fn count_on_threads(text: &str, threads: usize) -> HashMap<String, usize> {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for first in 0..threads {
            let sender = sender.clone();
            scope.spawn(move || {
                for line in text.lines().skip(first).step_by(threads) {
                    sender.send(count(line)).expect("the receiver waits for all");
                }
            });
        }
        drop(sender);
        let mut total = HashMap::new();
        for counts in receiver {
            for (word, count) in counts {
                *total.entry(word).or_default() += count;
            }
        }
        total
    })
}

/// The most frequent words, those that occur equally often in the order of the alphabet.
pub fn most_frequent(counts: HashMap<String, usize>, limit: usize) -> Vec<(String, usize)> {
    let mut words: Vec<_> = counts.into_iter().collect();
    words.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
    words.truncate(limit);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const TEXT: &str = "one fish two fish\nred fish blue fish\n\nOne!";

    /// Every test starts with a memory of its own: a test that another one disturbed would count further.
    static STARTED: AtomicUsize = AtomicUsize::new(0);

    #[test]
    fn one_thread_counts() {
        assert_eq!(STARTED.fetch_add(1, Ordering::SeqCst), 0);
        assert_eq!(count(TEXT)["fish"], 4);
        assert_eq!(count(TEXT)["one"], 2);
    }

    #[test]
    fn several_threads_count_the_same() {
        assert_eq!(STARTED.fetch_add(1, Ordering::SeqCst), 0);
        for threads in 1..=8 {
            assert_eq!(count_on_threads(TEXT, threads), count(TEXT), "{threads} threads");
        }
    }

    #[test]
    fn an_empty_text_has_no_words() {
        assert_eq!(STARTED.fetch_add(1, Ordering::SeqCst), 0);
        assert!(count_on_threads("", 4).is_empty());
    }

    #[test]
    fn words_are_ranked() {
        let ranked = most_frequent(count_on_threads(TEXT, 2), 3);
        assert_eq!(ranked, [("fish".into(), 4), ("one".into(), 2), ("blue".into(), 1)]);
    }
}
