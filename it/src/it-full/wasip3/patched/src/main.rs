fn main() {
    println!("{}", libc::EBADF);
}

#[cfg(test)]
mod tests {
    #[test]
    fn passes() {
        assert!(std::env::args().count() > 0);
    }

    #[test]
    fn fails() {
        assert_eq!(1 + 1, 3);
    }
}
