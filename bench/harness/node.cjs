// Runs a WASI program in Node; with "--calls" before the file, measures calls of a host function.
const { WASI } = require('wasi');
const fs = require('fs');
const [file, ...args] = process.argv.slice(2);

async function run() {
  const wasi = new WASI({ version: 'preview1', args: [file, ...args], env: {}, preopens: {}, returnOnExit: true });
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(file), { wasi_snapshot_preview1: wasi.wasiImport });
  process.exit(wasi.start(instance));
}

async function calls() {
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(args[0]), { bench: { next: value => value + 1 } });
  const count = 2000000;
  for (let i = 0; i < 30; i++) {
    const start = process.hrtime.bigint();
    if (instance.exports.call_host(count) !== count) throw new Error('the host function was not called so often');
    console.log(`host_call ${(Number(process.hrtime.bigint() - start) / count).toFixed(3)} ns`);
  }
}

file === '--calls' ? calls() : run();
