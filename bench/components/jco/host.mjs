// What components import of the host.
export class Counter {
  #value;
  constructor(start) {
    this.#value = start;
  }
  add(by) {
    this.#value = (this.#value + by) >>> 0;
    return this.#value;
  }
}

export const add = (a, b) => (a + b) >>> 0;
export const echoText = (value) => value;
export const echoBytes = (value) => value;
export const mirror = ({ x, y, id }) => ({ x: y, y: x, id });
export const echoPoints = (values) => values;
