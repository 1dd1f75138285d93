//! Five tests, of which two fail, one hangs and one exits.

#[cfg(test)]
mod tests {
    #[test]
    fn exits() {
        println!("about to leave");
        std::process::exit(3);
    }

    #[test]
    fn fails_an_assertion() {
        println!("one and one");
        assert_eq!(1 + 1, 3, "sums");
    }

    #[test]
    fn fails_to_unwrap() {
        let number: Result<u8, _> = "x".parse::<u8>();
        number.unwrap();
    }

    #[test]
    fn hangs() {
        loop {
            std::hint::black_box(0);
        }
    }

    #[test]
    fn passes() {
        println!("all is well");
    }
}
