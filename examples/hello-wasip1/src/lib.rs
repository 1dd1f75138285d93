//! What the program says, apart from how it gets its input, so that it can be tested by itself.

use std::fmt;

/// Whom to greet, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greeting {
    pub salutation: String,
    pub names: Vec<String>,
}

/// There is nobody to greet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NobodyThere;

impl fmt::Display for NobodyThere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody to greet: give names as arguments, in a file, or on standard input")
    }
}

impl std::error::Error for NobodyThere {}

impl Greeting {
    /// A greeting for everybody in some lists of names; blank names do not count.
    pub fn new<I>(salutation: &str, lists: I) -> Result<Self, NobodyThere>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let names: Vec<String> = lists
            .into_iter()
            .flat_map(|list| list.as_ref().lines().map(str::trim).map(String::from).collect::<Vec<_>>())
            .filter(|name| !name.is_empty())
            .collect();
        if names.is_empty() {
            return Err(NobodyThere);
        }
        Ok(Self { salutation: salutation.to_owned(), names })
    }
}

impl fmt::Display for Greeting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.names.as_slice() {
            [first @ .., last] if !first.is_empty() => {
                write!(f, "{}, {} and {last}!", self.salutation, first.join(", "))
            }
            names => write!(f, "{}, {}!", self.salutation, names.join("")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name() {
        assert_eq!(Greeting::new("Hello", ["Ada"]).unwrap().to_string(), "Hello, Ada!");
    }

    #[test]
    fn several_names() {
        let greeting = Greeting::new("Hello", ["Ada", "Grace\nBarbara"]).unwrap();
        assert_eq!(greeting.to_string(), "Hello, Ada, Grace and Barbara!");
    }

    #[test]
    fn blank_names_do_not_count() {
        assert_eq!(Greeting::new("Hello", [" ", "\n\n"]), Err(NobodyThere));
    }

    #[test]
    fn names_are_not_only_ascii() {
        assert_eq!(Greeting::new("Grüß Gott", ["Jürgen", "Žofie"]).unwrap().to_string(), "Grüß Gott, Jürgen and Žofie!");
    }
}
