//! One test of each kind that a runner has to tell apart.

pub fn depth(n: u64) -> u64 {
    if std::hint::black_box(n) == u64::MAX {
        0
    } else {
        1 + depth(n + 1)
    }
}

#[cfg(test)]
mod output {
    #[test]
    fn with_line_end() {
        println!("a line");
        eprintln!("to stderr");
    }

    #[test]
    fn without_line_end() {
        print!("no line end");
    }

    #[test]
    fn that_looks_like_libtest() {
        println!("test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
        print!("ok\n\ntest result: FAILED. 0 passed; 1 failed;");
    }

    #[test]
    fn huge() {
        for i in 0..40_000 {
            println!("line {i} of many that nobody will ever read to the end");
        }
    }

    #[test]
    fn größe_日本() {
        println!("grüße");
    }
}

#[cfg(test)]
mod ends {
    #[test]
    #[ignore]
    fn ignored() {}

    #[test]
    #[ignore = "needs \"net\"\nand time"]
    fn ignored_with_reason() {}

    #[test]
    #[should_panic(expected = "oh")]
    fn panics_as_it_should() {
        panic!("oh no");
    }

    #[test]
    fn returns_ok() -> Result<(), String> {
        Ok(())
    }

    #[test]
    fn returns_err() -> Result<(), String> {
        println!("before");
        Err("broken \"thing\"\n".into())
    }

    #[test]
    fn exits_with_zero() {
        std::process::exit(0);
    }

    #[test]
    fn aborts() {
        std::process::abort();
    }

    #[test]
    fn overflows_the_stack() {
        assert_eq!(super::depth(0), 1);
    }

    #[test]
    fn panics_with_many_lines() {
        panic!("first\nsecond\n");
    }
}

#[cfg(test)]
mod world {
    use std::io::Read;

    #[test]
    fn asks_for_the_temporary_directory() {
        let _ = std::env::temp_dir();
    }

    #[test]
    fn starts_a_thread() {
        std::thread::spawn(|| {}).join().unwrap();
    }

    #[test]
    fn reads_what_it_may_not_see() {
        std::fs::read_to_string("/somewhere/else/data.txt").unwrap();
    }

    #[test]
    fn reads_a_fixture_by_relative_path() {
        assert_eq!(std::fs::read_to_string("fixtures/data.txt").unwrap(), "fixture data");
    }

    #[test]
    fn sees_cargos_variables() {
        assert_eq!(std::env::var("CARGO_PKG_NAME").as_deref(), Ok("kinds"));
        assert_eq!(std::env::var("CARGO_MANIFEST_DIR").as_deref(), Ok(env!("CARGO_MANIFEST_DIR")));
    }

    #[test]
    fn sees_nothing_else_of_the_host() {
        assert!(std::env::var("PATH").is_err());
        assert!(std::env::var("RUSTC_BOOTSTRAP").is_err());
    }

    #[test]
    fn standard_input_is_empty() {
        let mut text = String::new();
        assert_eq!(std::io::stdin().read_to_string(&mut text).unwrap(), 0);
    }
}
