use std::env;

fn sum(numbers: &[i64]) -> i64 {
    numbers.iter().sum()
}

fn main() {
    let unused = 1;
    let arguments: Vec<String> = env::args().skip(1).collect();
    println!("arguments: {arguments:?}");
    println!("GREETING: {:?}", env::var("GREETING"));
    println!("HOME: {:?}", env::var("HOME"));
    println!("data: {:?}", std::fs::read_to_string("/data/input.txt"));
    println!("sum: {}", sum(&[1, 2, 3]));
    if let Some(code) = arguments.iter().find_map(|each| each.strip_prefix("exit=")) {
        eprintln!("about to exit");
        std::process::exit(code.parse().unwrap());
    }
    if arguments.iter().any(|each| each == "panic") {
        panic!("as asked");
    }
    if arguments.iter().any(|each| each == "spin") {
        loop {}
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sums() {
        assert_eq!(super::sum(&[1, 2]), 3);
    }
}
