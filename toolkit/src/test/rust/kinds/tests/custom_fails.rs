fn main() -> Result<(), String> {
    Err("not today".into())
}
