"""Random cases for the Canonical ABI, with what the specification's own reference makes of them.

usage: canonical_abi_oracle.py DEFINITIONS SEED COUNT

DEFINITIONS is the reference implementation, definitions.py; it is read in place. Writes one JSON object a line: the types of
some values, a caller's memory and core values that hold them (or, in some cases, damaged ones), and what lifting and lowering
them gives: the values as text, core values, a checksum of the callee's memory, the calls of realloc, or that it traps.
"""

import json
import random
import struct
import sys
import types
import zlib

PAGE = 65536
ENCODINGS = ['utf8', 'utf16', 'latin1+utf16']
FAULTY_REALLOC = 0.04
DAMAGED_SOURCE = 0.25


def load_reference(path):
    """Annotations that name classes defined further down need to be strings on older versions of Python."""
    with open(path, encoding='utf-8') as file:
        source = 'from __future__ import annotations\n' + file.read()
    module = types.ModuleType('definitions')
    sys.modules['definitions'] = module
    exec(compile(source, path, 'exec'), module.__dict__)
    module.DETERMINISTIC_PROFILE = True
    return module


PRIMITIVES = ['bool', 's8', 'u8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'f32', 'f64', 'char', 'string']
NUMBERS = {'s8': 'S8Type', 'u8': 'U8Type', 's16': 'S16Type', 'u16': 'U16Type', 's32': 'S32Type', 'u32': 'U32Type',
           's64': 'S64Type', 'u64': 'U64Type', 'f32': 'F32Type', 'f64': 'F64Type', 'bool': 'BoolType',
           'char': 'CharType', 'string': 'StringType'}


class Case:
    """One case: everything random comes from its own generator, so that a case depends on its seed alone."""

    def __init__(self, reference, seed):
        self.ref = reference
        self.rnd = random.Random(seed)
        self.resource = None

    # Types

    def random_type(self, depth):
        """A type as JSON: a name, or a list that begins with the name of a constructor."""
        rnd = self.rnd
        if depth == 0 or rnd.random() < 0.35:
            return rnd.choice(PRIMITIVES + ['own', 'string'])
        kind = rnd.choice(['record', 'tuple', 'variant', 'enum', 'option', 'result', 'flags', 'list', 'list', 'fixed', 'map'])
        sub = lambda: self.random_type(depth - 1)
        if kind == 'record':
            return ['record', [sub() for _ in range(rnd.randint(1, 4))]]
        if kind == 'tuple':
            return ['tuple', [sub() for _ in range(rnd.randint(1, 4))]]
        if kind == 'variant':
            return ['variant', [sub() if rnd.random() < 0.7 else None for _ in range(rnd.randint(1, 4))]]
        if kind == 'enum':
            return ['enum', rnd.choice([1, 2, 3, 256, 257])]
        if kind == 'option':
            return ['option', sub()]
        if kind == 'result':
            return ['result', sub() if rnd.random() < 0.7 else None, sub() if rnd.random() < 0.7 else None]
        if kind == 'flags':
            return ['flags', rnd.choice([1, 2, 7, 8, 9, 16, 17, 31, 32])]
        if kind == 'fixed':
            return ['fixed', sub(), rnd.randint(1, 3)]
        if kind == 'map':
            return ['map', rnd.choice(['u8', 'u32', 's64', 'char', 'string', 'bool']), sub()]
        return ['list', sub()]

    def to_type(self, t):
        ref = self.ref
        if t is None:
            return None
        if isinstance(t, str):
            return ref.OwnType(self.resource) if t == 'own' else getattr(ref, NUMBERS[t])()
        kind = t[0]
        if kind == 'record':
            return ref.RecordType([ref.FieldType('f%d' % i, self.to_type(f)) for i, f in enumerate(t[1])])
        if kind == 'tuple':
            return ref.TupleType([self.to_type(e) for e in t[1]])
        if kind == 'variant':
            return ref.VariantType([ref.CaseType('c%d' % i, self.to_type(c)) for i, c in enumerate(t[1])])
        if kind == 'enum':
            return ref.EnumType(['c%d' % i for i in range(t[1])])
        if kind == 'option':
            return ref.OptionType(self.to_type(t[1]))
        if kind == 'result':
            return ref.ResultType(self.to_type(t[1]), self.to_type(t[2]))
        if kind == 'flags':
            return ref.FlagsType(['c%d' % i for i in range(t[1])])
        if kind == 'fixed':
            return ref.ListType(self.to_type(t[1]), t[2])
        if kind == 'map':
            return ref.MapType(self.to_type(t[1]), self.to_type(t[2]))
        return ref.ListType(self.to_type(t[1]))

    # Values, as the reference has them: strings without their encoding until it is known

    def random_value(self, t):
        rnd = self.rnd
        if isinstance(t, str):
            return self.random_primitive(t)
        kind = t[0]
        if kind == 'record':
            return {'f%d' % i: self.random_value(f) for i, f in enumerate(t[1])}
        if kind == 'tuple':
            return {str(i): self.random_value(e) for i, e in enumerate(t[1])}
        if kind == 'variant':
            i = rnd.randrange(len(t[1]))
            return {'c%d' % i: None if t[1][i] is None else self.random_value(t[1][i])}
        if kind == 'enum':
            return {'c%d' % rnd.randrange(t[1]): None}
        if kind == 'option':
            return {'none': None} if rnd.random() < 0.4 else {'some': self.random_value(t[1])}
        if kind == 'result':
            ok = rnd.random() < 0.5
            payload = t[1] if ok else t[2]
            return {'ok' if ok else 'error': None if payload is None else self.random_value(payload)}
        if kind == 'flags':
            return {'c%d' % i: rnd.random() < 0.5 for i in range(t[1])}
        if kind == 'fixed':
            return [self.random_value(t[1]) for _ in range(t[2])]
        if kind == 'map':
            return [{'0': self.random_value(t[1]), '1': self.random_value(t[2])} for _ in range(rnd.randint(0, 3))]
        return [self.random_value(t[1]) for _ in range(rnd.choice([0, 1, 2, 3, 5]))]

    def random_primitive(self, t):
        rnd = self.rnd
        if t == 'bool':
            return rnd.random() < 0.5
        if t == 'char':
            return self.random_char()
        if t == 'string':
            return ''.join(self.random_char() for _ in range(rnd.choice([0, 1, 2, 5, 9])))
        if t == 'own':
            return rnd.randint(0, 2 ** 32 - 1)
        if t == 'f32':
            return self.ref.core_f32_reinterpret_i32(rnd.choice([0, 0x80000000, 0x7f800000, 0x7fc00001, rnd.getrandbits(32)]))
        if t == 'f64':
            return self.ref.core_f64_reinterpret_i64(rnd.choice([0, 1 << 63, 0x7ff << 52, rnd.getrandbits(64)]))
        bits = int(t[1:])
        value = rnd.choice([0, 1, 2 ** bits - 1, 2 ** (bits - 1), rnd.getrandbits(bits)])
        return value - 2 ** bits if t[0] == 's' and value >= 2 ** (bits - 1) else value

    def random_char(self):
        rnd = self.rnd
        limit = rnd.choice([0x80, 0x80, 0x80, 0x100, 0x800, 0x10000, 0x110000])
        point = rnd.randrange(limit)
        return chr(point) if not 0xd800 <= point <= 0xdfff else '?'

    def with_encoding(self, value, t, encoding):
        """The value with each string as the reference wants it: with the encoding and length that it came in."""
        if t == 'string':
            if encoding == 'utf8':
                return (value, encoding, len(value.encode('utf-8')))
            units = len(value.encode('utf-16-le')) // 2
            if encoding == 'utf16':
                return (value, encoding, units)
            wide = any(ord(c) > 0xff for c in value)
            return (value, encoding, units | 1 << 31 if wide else units)
        if isinstance(t, str) or t[0] in ('enum', 'flags'):
            return value
        if t[0] == 'record':
            return {k: self.with_encoding(v, f, encoding) for (k, v), f in zip(value.items(), t[1])}
        if t[0] == 'tuple':
            return {k: self.with_encoding(v, e, encoding) for (k, v), e in zip(value.items(), t[1])}
        if t[0] in ('list', 'fixed'):
            return [self.with_encoding(v, t[1], encoding) for v in value]
        if t[0] == 'map':
            return [self.with_encoding(v, ['tuple', [t[1], t[2]]], encoding) for v in value]
        (label, payload), = value.items()
        case = self.case_type(label, t)
        return {label: None if payload is None else self.with_encoding(payload, case, encoding)}

    @staticmethod
    def case_type(label, t):
        if t[0] == 'variant':
            return t[1][int(label[1:])]
        if t[0] == 'option':
            return t[1]
        return t[1] if label == 'ok' else t[2]

    def text(self, value, t):
        """The value as text; the other side makes the same of its own."""
        if isinstance(t, str):
            if t == 'string':
                return 's' + value[0].encode('utf-8').hex()
            if t == 'char':
                return str(ord(value))
            if t == 'bool':
                return str(int(value))
            if t == 'f32':
                return 'f%x' % struct.unpack('<I', struct.pack('<f', value))[0]
            if t == 'f64':
                return 'f%x' % struct.unpack('<Q', struct.pack('<d', value))[0]
            return str(value)
        if t[0] == 'flags':
            return 'F' + ''.join(str(int(value['c%d' % i])) for i in range(t[1]))
        if t[0] == 'record':
            return '{' + ','.join(self.text(v, f) for v, f in zip(value.values(), t[1])) + '}'
        if t[0] == 'tuple':
            return '{' + ','.join(self.text(v, e) for v, e in zip(value.values(), t[1])) + '}'
        if t[0] in ('list', 'fixed'):
            return '[' + ','.join(self.text(v, t[1]) for v in value) + ']'
        if t[0] == 'map':
            return '[' + ','.join(self.text(v, ['tuple', [t[1], t[2]]]) for v in value) + ']'
        (label, payload), = value.items()
        return label + ('' if payload is None else ':' + self.text(payload, self.case_type(label, t)))

    # Sides

    def context(self, encoding, first, log, fault, scope):
        """A side: memory, and a realloc that hands out one place after the other, misbehaving once if told to."""
        ref = self.ref
        memory = ref.MemInst(bytearray(PAGE), 'i32')
        instance = ref.ComponentInstance(None)
        options = ref.LiftLowerOptions(encoding, memory, lambda: None)
        cx = ref.LiftLowerContext(options, instance, scope)
        state = {'next': first, 'calls': 0}

        def reallocate(old, old_size, alignment, new_size):
            place = -(-state['next'] // alignment) * alignment
            call = state['calls']
            state['calls'] += 1
            if fault is not None and fault[0] == call:
                place = (place + fault[1]) % 2 ** 32
            else:
                state['next'] = place + new_size
                kept = min(old_size, new_size)
                if old and place + kept <= PAGE:
                    memory.bytes[place:place + kept] = memory.bytes[old:old + kept]
            log.append([old, old_size, alignment, new_size])
            return place

        cx.reallocate = reallocate
        return cx

    def bits(self, values, flat_types):
        result = []
        for value, t in zip(values, flat_types):
            if t == 'f32':
                result.append(struct.unpack('<I', struct.pack('<f', value))[0])
            elif t == 'f64':
                result.append(struct.unpack('<Q', struct.pack('<d', value))[0])
            else:
                result.append(value)
        return result

    def damage(self, flat, flat_types, memory):
        rnd = self.rnd
        for _ in range(rnd.randint(1, 3)):
            if flat and rnd.random() < 0.5:
                i = rnd.randrange(len(flat))
                if flat_types[i] == 'i32':
                    flat[i] = rnd.choice([flat[i] ^ 1 << rnd.randrange(32), rnd.randrange(70000), 2 ** 32 - 1, 2 ** 28])
                elif flat_types[i] == 'i64':
                    flat[i] ^= 1 << rnd.randrange(64)
            else:
                memory[rnd.randrange(0, 512)] = rnd.randrange(256)

    def run(self):
        ref, rnd = self.ref, self.rnd
        mode = rnd.choice(['params', 'params', 'async-params', 'result', 'async-result'])
        source_encoding, target_encoding = rnd.choice(ENCODINGS), rnd.choice(ENCODINGS)
        self.resource = ref.ResourceType(None)
        count = rnd.randint(1, 4) if 'params' in mode else 1
        shapes = [self.random_type(rnd.randint(0, 4)) for _ in range(count)]
        ts = [self.to_type(t) for t in shapes]
        values = [self.random_value(t) for t in shapes]
        max_lift = {'params': 16, 'async-params': 4, 'result': 1, 'async-result': 16}[mode]
        max_lower = {'params': 16, 'async-params': 16, 'result': 1, 'async-result': 0}[mode]

        source = self.context(source_encoding, 8, [], None, ref.Subtask())
        encoded = [self.with_encoding(v, t, source_encoding) for v, t in zip(values, shapes)]
        flat = ref.lower_flat_values(source, max_lift, encoded, ts)
        flat_types = ref.flatten_types(ts, source.opts)
        if len(flat_types) > max_lift:
            flat_types = ['i32']
        if rnd.random() < DAMAGED_SOURCE:
            self.damage(flat, flat_types, source.opts.memory.bytes)
        contents = bytes(source.opts.memory.bytes).rstrip(b'\0')
        owned = [h.rep for h in source.inst.handles.array[1:]]

        log = []
        fault = None
        if rnd.random() < FAULTY_REALLOC:
            fault = [rnd.randrange(4), rnd.choice([1, 2, PAGE, 2 ** 31])]
        first = rnd.choice([16, 17, PAGE - 64])
        target = self.context(target_encoding, first, log, fault, self.task())
        out_pointer = rnd.choice([1024, 1024, 1024, 1024, 1028, 1026, PAGE - 8, PAGE])
        case = {
            'mode': mode, 'types': shapes, 'from': source_encoding, 'to': target_encoding, 'memory': contents.hex(),
            'flat': self.bits(flat, flat_types), 'owned': owned, 'first': first, 'fault': fault, 'out': out_pointer,
        }
        try:
            lifted = ref.lift_flat_values(source, max_lift, ref.CoreValueIter(list(flat)), ts)
        except ref.Trap:
            case['lift'] = 'trap'
            return case
        case['lift'] = ' '.join(self.text(v, t) for v, t in zip(lifted, shapes))
        try:
            if 'params' in mode:
                lowered = ref.lower_flat_values(target, max_lower, lifted, ts)
            else:
                lowered = ref.lower_flat_values(target, max_lower, lifted, ts, ref.CoreValueIter([out_pointer]))
        except ref.Trap:
            case['lower'] = 'trap'
            case['log'] = log
            return case
        lowered_types = ref.flatten_types(ts, target.opts)
        if len(lowered_types) > max_lower:
            lowered_types = ['i32']
        case['lower'] = self.bits(lowered, lowered_types)
        case['log'] = log
        case['crc'] = zlib.crc32(bytes(target.opts.memory.bytes))
        return case

    def task(self):
        return self.ref.Task(None, None, None, None, None)


def main():
    reference = load_reference(sys.argv[1])
    seed, count = int(sys.argv[2]), int(sys.argv[3])
    for i in range(count):
        sys.stdout.write(json.dumps(Case(reference, seed + i).run()) + '\n')


if __name__ == '__main__':
    main()
