import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** One stream of random numbers. Two streams made from the same seed and path give the same numbers. */
export class Random {
  readonly #generator: RandomGenerator;

  constructor(generator: RandomGenerator) {
    this.#generator = generator;
  }

  /** In [lo, hi), 53 bits; `lo` when both are equal. */
  uniform(lo: number, hi: number): number {
    return lo + (hi - lo) * uniformFloat64(this.#generator);
  }

  /** True with probability `p`: never for 0, always for 1. */
  bool(p: number): boolean {
    return uniformFloat64(this.#generator) < p;
  }

  /** A whole number in 0 … n-1, each equally likely. */
  int(n: number): number {
    return uniformInt(this.#generator, 0, n - 1);
  }

  /** Standard normal (Box-Muller). Takes two numbers from the stream, always. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(this.#generator)));
    return radius * Math.cos(2 * Math.PI * uniformFloat64(this.#generator));
  }
}

/**
 * A stream of its own for each seed and path, such as `randomFor(seed, 'augment', epoch, position)`: any picture of
 * any epoch can be made without making those before it, so a stopped run goes on exactly where it stood.
 */
export function randomFor(seed: number, ...path: readonly (number | string)[]): Random {
  return new Random(xoroshiro128plusFromState(hash128([seed, ...path])));
}

/** Fisher-Yates: the numbers 0 … n-1 in the order that belongs to this seed, epoch and purpose. */
export function shuffledOrder(seed: number, epoch: number, n: number, purpose = 'order'): Int32Array {
  const random = randomFor(seed, purpose, epoch);
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const j = random.int(i + 1);
    order[i] = order[j] ?? 0;
    order[j] = i;
  }
  return order;
}

const LANE_START = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667] as const;
const LANE_FACTOR = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93] as const;

/** Four 32-bit words from a path. Number and text, and differently split texts, never look alike. */
function hash128(path: readonly (number | string)[]): number[] {
  const words: number[] = [];
  for (const part of path) {
    if (typeof part === 'number') words.push(1, ...wordsOf(part));
    else words.push(2, part.length, ...Array.from(part, (_, i) => part.charCodeAt(i)));
  }
  const lanes = LANE_START.map((start, lane) => {
    let hash: number = start;
    for (const word of words) {
      hash ^= rotate(Math.imul(word ^ start, LANE_FACTOR[lane] ?? 1), 15);
      hash = (Math.imul(rotate(hash, 13), 5) + 0x561ccd1b) | 0;
    }
    return finish(hash ^ words.length);
  });
  const sum = lanes.reduce((a, b) => (a + b) | 0, 0);
  return lanes.map((lane, i) => finish((lane + Math.imul(sum, 2 * i + 1)) | 0));
}

const float = new Float64Array(1);
const floatWords = new Int32Array(float.buffer);

function wordsOf(value: number): [number, number] {
  float[0] = value;
  return [floatWords[0] ?? 0, floatWords[1] ?? 0];
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** MurmurHash3's last step: each bit of the input reaches each bit of the output. */
function finish(word: number): number {
  let hash = word ^ (word >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
