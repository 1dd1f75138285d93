//! Text and collections.

use programs::show;
use std::collections::{BTreeMap, BinaryHeap};

fn main() {
    let text = "Gr\u{fc}\u{df}e, \u{4e16}\u{754c}! \u{1f980}\u{200d} e\u{301}";
    show("bytes", text.len());
    show("chars", text.chars().count());
    show("upper", text.to_uppercase());
    show("reversed", text.chars().rev().collect::<String>());
    show("words", text.split_whitespace().collect::<Vec<_>>());
    show("lossy", String::from_utf8_lossy(b"a\xff\xe4\xb8b"));
    show("invalid", String::from_utf8(vec![b'a', 0xc3]).is_err());
    println!("[{:>8}] [{:^9}] [{:-<7}] [{:?}]", "right", "middle", "left", "quote \" \n \u{7f}");
    let mut counts = BTreeMap::new();
    for word in "the quick brown fox jumps over the lazy dog the end".split(' ') {
        *counts.entry(word).or_insert(0) += 1;
    }
    show("counts", counts);
    let heap: BinaryHeap<_> = [3, 1, 4, 1, 5, 9, 2, 6].into();
    show("heap", heap.into_sorted_vec());
    let mut words: Vec<_> = text.split(' ').map(str::to_owned).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    show("sorted", words);
}
