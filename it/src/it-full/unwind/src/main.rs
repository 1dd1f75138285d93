use std::panic;

struct Guard(&'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        println!("dropped {}", self.0);
    }
}

fn small(number: i32) -> i32 {
    let _guard = Guard("guard");
    if number > 2 {
        panic!("too large: {number}");
    }
    number
}

fn main() {
    let caught = panic::catch_unwind(|| small(3)).unwrap_err();
    println!("caught {}", caught.downcast_ref::<String>().unwrap());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catches() {
        assert!(panic::catch_unwind(|| small(3)).is_err());
        assert_eq!(small(2), 2);
    }

    #[cfg(target_feature = "atomics")]
    #[test]
    fn joins() {
        assert!(std::thread::spawn(|| small(4)).join().is_err());
    }

    #[test]
    fn fails() {
        let _ = panic::catch_unwind(|| small(5));
        small(6);
    }

    #[test]
    #[should_panic(expected = "too large")]
    fn should_panic() {
        small(7);
    }

    #[test]
    #[should_panic(expected = "too small")]
    fn should_panic_otherwise() {
        small(8);
    }

    #[test]
    #[should_panic]
    fn should_panic_and_does_not() {
        small(1);
    }
}
