//! Tests that are to panic, and do, or do not.

#[cfg(test)]
mod tests {
    use std::hint::black_box;
    use std::panic;

    #[test]
    #[should_panic]
    fn in_some_way() {
        println!("before");
        panic!("oh");
    }

    #[test]
    #[should_panic(expected = "größe: \"3\"")]
    fn with_part_of_a_message() {
        panic!("two lines,\nof größe: \"3\"!");
    }

    #[test]
    #[should_panic(expected = "index out of bounds")]
    fn in_the_standard_library() {
        let one = vec![1];
        assert_eq!(one[black_box(3)], 1);
    }

    #[test]
    #[should_panic]
    fn without_a_message() {
        panic::set_hook(Box::new(|_| {}));
        panic!("unheard");
    }

    #[test]
    #[should_panic]
    #[ignore = "takes long"]
    fn some_day() {
        panic!();
    }

    #[test]
    #[should_panic(expected = "oh no")]
    fn with_another_message() {
        panic!("oh yes");
    }

    #[test]
    #[should_panic(expected = "Box")]
    fn with_a_number() {
        panic::panic_any(3);
    }

    #[test]
    #[should_panic]
    fn not_at_all() {}

    #[test]
    #[should_panic]
    fn but_aborts() {
        std::process::abort();
    }

    #[test]
    #[should_panic]
    fn but_exits() {
        std::process::exit(0);
    }

    #[test]
    fn unexpectedly() {
        panic!("oh");
    }

    #[test]
    fn never() {}
}
