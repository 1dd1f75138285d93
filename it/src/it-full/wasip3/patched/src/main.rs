fn main() {
    println!("{}", libc::EBADF);
}
