//! Counts the words of texts.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Words in lower case, with how often each was seen.
#[derive(Default)]
pub struct Words {
    counts: BTreeMap<String, usize>,
}

impl Words {
    pub fn add(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'') {
            if !word.is_empty() {
                *self.counts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
    }

    /// Adds a file, or every file below a directory. Returns how many files that were.
    pub fn add_path(&mut self, path: &Path) -> io::Result<usize> {
        if !path.is_dir() {
            self.add(&fs::read_to_string(path)?);
            return Ok(1);
        }
        let mut files = 0;
        for entry in fs::read_dir(path)? {
            files += self.add_path(&entry?.path())?;
        }
        Ok(files)
    }

    /// The most frequent words first, equally frequent ones by the alphabet.
    pub fn most_frequent(&self, limit: usize) -> Vec<(&str, usize)> {
        let mut words: Vec<_> = self.counts.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        words.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        words.truncate(limit);
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_do_not_matter() {
        let mut words = Words::default();
        words.add("The cat's hat; THE hat!");
        assert_eq!(words.most_frequent(3), [("hat", 2), ("the", 2), ("cat's", 1)]);
    }

    #[test]
    fn no_words() {
        assert!(Words::default().most_frequent(10).is_empty());
    }
}
