//! Numbers: formatted, parsed, wrapped, checked. No libm function, whose last bit may differ between systems.

use programs::show;

fn main() {
    for value in [0.0, -0.0, 1.0, 0.1, 1.0 / 3.0, 1e21, 1e-7, 123456789.125, f64::MAX, f64::MIN_POSITIVE, 5e-324] {
        println!("{value} {value:?} {value:e} {value:.3} {value:+010.2}");
    }
    show("special", (f64::INFINITY, f64::NEG_INFINITY, f64::NAN.is_nan()));
    for value in [0.1f32, 16777217.0, 1e-45, f32::MAX] {
        println!("{value} {value:?} {value:E}");
    }
    show("parsed", ("1e-320".parse::<f64>(), "0.1".parse::<f32>(), "inf".parse::<f64>(), "x".parse::<f64>().is_err()));
    show("rounded", (2.5f64.round(), -2.5f64.round(), 2.7f64.trunc(), (-2.1f64).floor(), 2.1f64.ceil(), 2f64.sqrt()));
    show("casts", (300.7f64 as u8, -1.5f64 as u32, f64::NAN as i32, 1e20 as i64, -1i32 as u64, 3_000_000_000u32 as f32));
    show("wrapping", (i32::MAX.wrapping_add(1), i64::MIN.wrapping_neg(), 200u8.wrapping_mul(3)));
    show("checked", (i32::MAX.checked_add(1), 7u32.checked_sub(8), i64::MIN.checked_div(-1), 5u8.checked_rem(0)));
    show("saturating", (u8::MAX.saturating_add(9), i16::MIN.saturating_sub(1)));
    show("bits", (0xf0u8.leading_zeros(), 40u64.trailing_zeros(), u128::MAX.count_ones(), 0x12345678u32.rotate_left(8)));
    show("wide", (u128::MAX / 3, (i128::MIN + 7) % 1_000_000_007, 12345678901234567890u128.pow(2)));
    show("bases", (format!("{:#x} {:o} {:#010b} {:08}", 255, 8, 5, -42), i64::from_str_radix("-7f", 16)));
    let mut random = 88172645463325252u64;
    let mut sum = 0.0;
    for _ in 0..100_000 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        sum += (random >> 11) as f64 / (1u64 << 53) as f64;
    }
    show("sum", sum);
}
