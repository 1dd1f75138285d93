fn main() {}

#[test]
fn in_two() {}
