;; Components that the host passes on to be instantiated: their types are compared, not only their names.
(component $provider
  (component $C
    (import "f" (func $f (param "x" u32) (result string)))
    (import "r" (type $r (sub resource)))
    (import "use" (func (param "r" (borrow $r))))
    (import "i" (instance (export "g" (func (param "l" (list u8))))))
    (export "again" (func $f)))
  (core module $M
    (import "" "f" (func (param i32)))
    (memory (export "memory") 1)
    (func (export "g") (result i64) (i64.const 0)))
  (component $Outer
    (export "inner" (component $C)))
  (export "c" (component $C))
  (export "m" (core module $M))
  (instance $outer (instantiate $Outer))
  (export "outer" (instance $outer)))
(register "provider" $provider)

;; As it is.
(component
  (import "provider" (instance
    (export "c" (component
      (import "f" (func (param "x" u32) (result string)))
      (import "r" (type $r (sub resource)))
      (import "use" (func (param "r" (borrow $r))))
      (import "i" (instance (export "g" (func (param "l" (list u8))))))
      (export "again" (func (param "x" u32) (result string)))))
    (export "m" (core module
      (import "" "f" (func (param i32)))
      (export "memory" (memory 1))
      (export "g" (func (result i64))))))))

;; It may be given more than it asks for, and less may be wanted of it.
(component
  (import "provider" (instance
    (export "c" (component
      (import "more" (func))
      (import "f" (func (param "x" u32) (result string)))
      (import "r" (type $r (sub resource)))
      (import "use" (func (param "r" (borrow $r))))
      (import "i" (instance
        (export "g" (func (param "l" (list u8))))
        (export "h" (func)))))))))

(assert_unlinkable
  (component
    (import "provider" (instance
      (export "c" (component
        (import "f" (func (param "x" u64) (result string)))
        (import "r" (type $r (sub resource)))
        (import "use" (func (param "r" (borrow $r))))
        (import "i" (instance (export "g" (func (param "l" (list u8)))))))))))
  "provider c, import f: expected")

(assert_unlinkable
  (component
    (import "provider" (instance
      (export "c" (component
        (import "f" (func (param "x" u32) (result string)))
        (import "i" (instance (export "g" (func (param "l" (list u8)))))))))))
  "the component will not be given its import r")

(assert_unlinkable
  (component
    (import "provider" (instance
      (export "c" (component
        (import "f" (func (param "x" u32) (result string)))
        (import "r" (type $r (sub resource)))
        (import "other" (type $other (sub resource)))
        (import "use" (func (param "r" (borrow $other))))
        (import "i" (instance (export "g" (func (param "l" (list u8)))))))))))
  "provider c, import use: expected")

(assert_unlinkable
  (component
    (import "provider" (instance
      (export "c" (component
        (import "f" (func (param "x" u32) (result string)))
        (import "r" (type $r (sub resource)))
        (import "use" (func (param "r" (borrow $r))))
        (import "i" (instance (export "g" (func (param "l" (list s8)))))))))))
  "provider c, import i g: expected")

(assert_unlinkable
  (component
    (import "provider" (instance
      (export "c" (component
        (import "f" (func (param "x" u32) (result string)))
        (import "r" (type $r (sub resource)))
        (import "use" (func (param "r" (borrow $r))))
        (import "i" (instance (export "g" (func (param "l" (list u8))))))
        (export "again" (func (param "x" u32) (result (list u8)))))))))
  "provider c, export again: expected")

(assert_unlinkable
  (component
    (import "provider" (instance
      (export "outer" (instance
        (export "inner" (component
          (import "f" (func)))))))))
  "provider outer inner, import f: expected")

(assert_unlinkable
  (component
    (import "provider" (instance
      (export "m" (core module
        (import "" "f" (func (param i64)))
        (export "memory" (memory 1)))))))
  "the module's import")

(assert_unlinkable
  (component (import "provider" (instance (export "c" (core module)))))
  "expected a core module, found a component")
