//! Ends with the exit code of its argument, without running destructors.

struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        println!("never printed");
    }
}

fn main() {
    let _loud = Loud;
    let code = std::env::args().nth(1).expect("an exit code").parse().expect("a number");
    println!("exiting with {code}");
    std::process::exit(code)
}
