//! Panics that are caught, without the standard library: what it does for `catch_unwind`, by the compiler's own means.
#![no_std]
#![no_main]
#![feature(core_intrinsics, lang_items, link_llvm_intrinsics, asm_experimental_arch)]
#![allow(internal_features)]

use core::intrinsics::catch_unwind;
use core::mem::ManuallyDrop;

core::arch::global_asm!(
    ".globl __cpp_exception",
    ".tagtype __cpp_exception i32",
    "__cpp_exception:",
);

unsafe extern "C-unwind" {
    #[link_name = "llvm.wasm.throw"]
    fn wasm_throw(tag: i32, pointer: *mut u8) -> !;
}

#[lang = "eh_personality"]
extern "C" fn personality() {}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

static mut DROPPED: i32 = 0;

/// Notes in which order they are dropped, as decimal digits.
struct Guard(i32);

impl Drop for Guard {
    fn drop(&mut self) {
        unsafe { DROPPED = DROPPED * 10 + self.0 };
    }
}

#[inline(never)]
fn raise(value: i32) {
    if value != 0 {
        unsafe { wasm_throw(0, value as usize as *mut u8) }
    }
}

union Data<F> {
    function: ManuallyDrop<F>,
    caught: i32,
}

/// What the function throws, or 0.
fn catch<F: FnOnce()>(function: F) -> i32 {
    fn call<F: FnOnce()>(data: *mut u8) {
        let data = data as *mut Data<F>;
        let function = unsafe { ManuallyDrop::take(&mut (*data).function) };
        function();
    }
    fn caught<F>(data: *mut u8, exception: *mut u8) {
        unsafe { (*(data as *mut Data<F>)).caught = exception as usize as i32 };
    }
    let mut data = Data { function: ManuallyDrop::new(function) };
    unsafe {
        match catch_unwind(call::<F>, &raw mut data as *mut u8, caught::<F>) {
            0 => 0,
            _ => data.caught,
        }
    }
}

fn dropped() -> i32 {
    let order = unsafe { DROPPED };
    unsafe { DROPPED = 0 };
    order
}

/// The value comes back through three frames, which are cleaned up from the inside out.
#[unsafe(no_mangle)]
extern "C" fn through(value: i32) -> i32 {
    let caught = catch(|| {
        let _outer = Guard(1);
        let _inner = Guard(2);
        raise(value);
        let _late = Guard(3);
    });
    caught * 1000 + dropped()
}

/// One exception is thrown while another is on its way, and caught before that goes on.
#[unsafe(no_mangle)]
extern "C" fn nested(value: i32) -> i32 {
    struct Thrower;
    impl Drop for Thrower {
        fn drop(&mut self) {
            let inner = catch(|| {
                let _guard = Guard(4);
                raise(7);
            });
            let _noted = Guard(inner);
        }
    }
    let caught = catch(|| {
        let _thrower = Thrower;
        let _guard = Guard(5);
        raise(value);
    });
    caught * 1000 + dropped()
}

/// Caught, thrown again with another value, in a loop.
#[unsafe(no_mangle)]
extern "C" fn again(rounds: i32) -> i32 {
    let mut sum = 0;
    for round in 1..=rounds {
        sum += catch(|| {
            let _guard = Guard(1);
            let first = catch(|| raise(round));
            raise(first * 2);
        });
    }
    dropped();
    sum
}

/// Not caught.
#[unsafe(no_mangle)]
extern "C" fn uncaught(value: i32) -> i32 {
    let _guard = Guard(6);
    raise(value);
    dropped()
}
