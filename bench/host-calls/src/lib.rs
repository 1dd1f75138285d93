//! What a call of an embedder's function costs: a loop that does nothing else.

#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

#[link(wasm_import_module = "bench")]
extern "C" {
    fn next(value: i32) -> i32;
}

/// Calls the host so many times; each result is the next argument.
#[no_mangle]
pub extern "C" fn call_host(count: i32) -> i32 {
    (0..count).fold(0, |value, _| unsafe { next(value) })
}
