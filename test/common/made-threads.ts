/** The thread of limited-thread.test.ts. */
import { DemifaceError } from '../../src/common/error.ts';
import { serveCalls } from '../../src/common/limited-thread.ts';

export interface MadeCalls {
  sum(a: number, b: number): Promise<number>;
  ones(count: number): Float32Array<ArrayBuffer>;
  refuse(message: string): never;
  loop(): never;
  /** Takes time and no processor. */
  sleep(ms: number): string;
  hoard(): never;
  hoardBytes(): never;
  hoardPages(): never;
  fail(): never;
}

serveCalls<MadeCalls>({
  sum: (a, b) => Promise.resolve(a + b),
  ones: (count) => new Float32Array(count).fill(1),
  refuse(message) {
    throw new DemifaceError('mismatch', message);
  },
  loop() {
    for (;;);
  },
  sleep(ms) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    return 'awake';
  },
  hoard() {
    const kept: string[][] = [];
    for (;;) kept.push(Array.from({ length: 1000 }, (_, i) => `${i}${kept.length}`));
  },
  hoardBytes() {
    const kept = new Uint8Array(150e6).fill(1);
    for (;;) kept.fill(2);
  },
  hoardPages() {
    const memory = new WebAssembly.Memory({ initial: 1 });
    memory.grow(3000);
    for (;;) new Uint8Array(memory.buffer).fill(2);
  },
  fail() {
    throw new TypeError('a fault of the code');
  },
});
