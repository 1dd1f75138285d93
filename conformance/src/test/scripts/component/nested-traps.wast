;; Traps in components inside of components; NestedTrapsTest looks at what they are said to be.
(component definition $outer
  (component $Inner
    (core module $Shared (func $idle (export "idle")))
    (core module $Code
      (import "host" "call" (func $call))
      (func $sink (export "sink") (unreachable))
      (func $through (export "through") (call $call))
      (memory (export "memory") 1)
      (func (export "text") (result i32) (i32.store (i32.const 4) (i32.const 0x0fffffff)) (i32.const 0)))
    (core instance $first (instantiate $Shared))
    (core instance $second (instantiate $Shared))
    (import "call" (func $call))
    (core func $lowered (canon lower (func $call)))
    (core instance (instantiate $Code (with "host" (instance (export "call" (func $lowered))))))
    (alias core export 3 "memory" (core memory $memory))
    (func (export "sink") (canon lift (core func 3 "sink")))
    (func (export "through") (canon lift (core func 3 "through")))
    (func (export "text") (result string) (canon lift (core func 3 "text") (memory $memory))))
  (component $Idle
    (core module $M (func (export "f")))
    (core instance $m (instantiate $M))
    (func (export "f") (canon lift (core func $m "f"))))
  (component $Failing
    (core module $M (func $fails (export "f") (unreachable)))
    (core instance $twice1 (instantiate $M))
    (core instance $twice2 (instantiate $M))
    (func (export "f") (canon lift (core func $twice2 "f"))))
  (instance $idle (instantiate $Idle))
  (instance $log (instantiate $Inner (with "call" (func $idle "f"))))
  (instance $failing (instantiate $Failing))
  (instance $caller (instantiate $Inner (with "call" (func $failing "f"))))
  (export "sink" (func $log "sink"))
  (export "text" (func $log "text"))
  (export "through" (func $caller "through")))
(component instance $first $outer)
(assert_trap (invoke "sink") "unreachable")
(component instance $again $outer)
(assert_trap (invoke "text") "string pointer/length out of bounds of memory")
(component instance $third $outer)
(assert_trap (invoke "through") "unreachable")

;; Without a name section, and at instantiation.
(component definition
  (component
    (component
      (core module (func $start (unreachable)) (start $start))
      (core instance (instantiate 0)))
    (instance (instantiate 0)))
  (instance (instantiate 0)))
