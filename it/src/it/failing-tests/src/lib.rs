#[cfg(test)]
mod tests {
    #[test]
    fn passes() {
        println!("passes says hello");
    }

    #[test]
    fn fails_by_assertion() {
        println!("before the assertion");
        assert_eq!(1 + 1, 3, "arithmetic is off");
    }

    #[test]
    fn fails_by_unwrap() {
        let nothing: Option<u8> = None;
        nothing.unwrap();
    }

    #[test]
    fn hangs() {
        loop {
            std::hint::spin_loop();
        }
    }

    #[test]
    fn exits() {
        std::process::exit(7);
    }
}
