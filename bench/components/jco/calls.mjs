// Times component calls in what Jco makes of the components: `node calls.mjs MILLISECONDS WANTED` prints
// `row nanoseconds check` for rows whose name contains the wanted text.
import { api } from "./callee/callee.js";
import { drive as caller } from "./caller/caller.js";
import { drive as composed } from "./composed/composed.js";

const SMALL = 16;
const LARGE = 64 << 10;
const HUGE = 1 << 20;
const POINTS = 1000;
const budget = BigInt(process.argv[2]) * 1_000_000n;
const wanted = process.argv[3];
let warmingUp = true;
const now = () => process.hrtime.bigint();

// Batches of at least a millisecond until the time is over; prints the median, unless this is to warm up.
function row(name, check, calls) {
  if (!name.includes(wanted)) return;
  let times = 1;
  for (;;) {
    const start = now();
    calls(times);
    if (now() - start >= 1_000_000n) break;
    times *= 2;
  }
  const samples = [];
  const begin = now();
  while (now() - begin < budget || samples.length < 3) {
    const start = now();
    calls(times);
    samples.push(Number(now() - start) / times);
  }
  if (warmingUp) return;
  samples.sort((a, b) => a - b);
  console.log(`${name}\t${samples[samples.length >> 1].toFixed(1)}\t${check}`);
}

const text = (size) => Array.from({ length: size }, (_, i) => String.fromCharCode(97 + (i % 26))).join("");
const bytes = (size) => Uint8Array.from({ length: size }, (_, i) => i);
const point = (id) => ({ x: id, y: 0.5, id });

function repeat(call) {
  return (times) => {
    for (let i = 0; i < times; i++) call(i);
  };
}

function hostToGuest() {
  const kind = "host to guest";
  row(`${kind}: add`, api.add(40, 2), repeat((i) => api.add(i, 1)));
  for (const [label, size] of [["16 B", SMALL], ["64 KiB", LARGE]]) {
    const value = text(size);
    row(`${kind}: string ${label}`, api.echoText(value).length, repeat(() => api.echoText(value)));
  }
  for (const [label, size] of [["64 KiB", LARGE], ["1 MiB", HUGE]]) {
    const value = bytes(size);
    const back = api.echoBytes(value);
    row(`${kind}: list<u8> ${label}`, back.length + back[size - 1], repeat(() => api.echoBytes(value)));
  }
  const mirrored = api.mirror(point(7));
  row(`${kind}: record`, Math.trunc(mirrored.y) + mirrored.id, repeat((i) => api.mirror(point(i))));
  const points = Array.from({ length: POINTS }, (_, i) => point(i));
  const back = api.echoPoints(points);
  const last = back[POINTS - 1];
  row(`${kind}: list of 1000 records`, back.length + last.x + last.id, repeat(() => api.echoPoints(points)));
  const counter = new api.Counter(0);
  row(`${kind}: method`, counter.add(5), repeat(() => counter.add(1)));
}

// Rows whose calls a guest makes, of another component or of the host.
function driven(kind, drive) {
  for (const [label, name] of [["add", "add"], ["record", "mirror"], ["method", "counterAdd"]]) {
    row(`${kind}: ${label}`, drive[name](3), (times) => drive[name](times));
  }
  for (const [label, name, size] of [
    ["string 16 B", "echoText", SMALL],
    ["string 64 KiB", "echoText", LARGE],
    ["list<u8> 64 KiB", "echoBytes", LARGE],
    ["list<u8> 1 MiB", "echoBytes", HUGE],
    ["list of 1000 records", "echoPoints", POINTS],
  ]) {
    row(`${kind}: ${label}`, drive[name](3, size), (times) => drive[name](times, size));
  }
}

for (warmingUp of [true, false]) {
  hostToGuest();
  driven("guest to guest", composed);
  driven("guest to host", caller);
}
