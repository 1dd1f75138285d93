fn main() {}

#[test]
fn of_a_bin() {}
