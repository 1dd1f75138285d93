//! Returns an error from main, which is exit code 1.

fn main() -> Result<(), String> {
    println!("before");
    Err("the reason".to_string())
}
