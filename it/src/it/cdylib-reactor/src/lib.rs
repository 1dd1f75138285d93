#[no_mangle]
pub extern "C" fn add(left: i32, right: i32) -> i32 {
    left.wrapping_add(right)
}

#[test]
fn adds() {
    assert_eq!(add(1, 2), 3);
}
