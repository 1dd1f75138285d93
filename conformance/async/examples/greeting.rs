//! A line, and the end that the argument asks for.

use async_programs::{program, say};

program!(async {
    say("greetings".into()).await;
    match wasip3::cli::environment::get_arguments().get(1).map(String::as_str) {
        Some("failing") => Err(()),
        Some("seven") => {
            wasip3::cli::exit::exit_with_code(7);
            unreachable!()
        }
        _ => Ok(()),
    }
});
