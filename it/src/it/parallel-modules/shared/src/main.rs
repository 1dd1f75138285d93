fn main() {}

#[test]
fn in_shared() {}
