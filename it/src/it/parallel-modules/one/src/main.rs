fn main() {}

#[test]
fn in_one() {}
