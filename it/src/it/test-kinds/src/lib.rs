pub fn double(number: i32) -> i32 {
    number * 2
}

#[cfg(test)]
mod tests {
    #[test]
    fn doubles() {
        assert_eq!(super::double(2), 4);
    }

    #[test]
    #[should_panic(expected = "overflow")]
    fn overflows() {
        super::double(i32::MAX);
    }

    #[test]
    #[ignore = "takes too long"]
    fn ignored() {}

    #[test]
    fn returns_ok() -> Result<(), String> {
        Ok(())
    }
}
