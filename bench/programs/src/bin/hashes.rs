//! sha2 and blake3: SHA-256, SHA-512 and BLAKE3 of 2 MiB each.

use sha2::{Digest, Sha256, Sha512};

fn main() {
    let data = bench_programs::text(2 << 20).into_bytes();
    bench_programs::rounds(|| {
        let first = |bytes: &[u8]| u64::from_le_bytes(bytes[..8].try_into().unwrap());
        first(&Sha256::digest(&data)) ^ first(&Sha512::digest(&data)) ^ first(blake3::hash(&data).as_bytes())
    });
}
