;; What is interpreted has numbers for its own functions only, so that a reference to another's has to trap.

(module $owner
  (func $one (result i32) (i32.const 1))
  (elem declare func $one)
  (func (export "give-one") (result funcref) (ref.func $one))
  (func (export "give-null") (result funcref) (ref.null func)))
(register "owner" $owner)

(module
  (import "owner" "give-one" (func $give-one (result funcref)))
  (import "owner" "give-null" (func $give-null (result funcref)))
  (func (export "result") (drop (call $give-one)))
  (func (export "null") (result i32) (ref.is_null (call $give-null))))

(assert_trap (invoke "result") "a reference cannot pass to or from an instance that is interpreted")
(assert_return (invoke "null") (i32.const 1))
