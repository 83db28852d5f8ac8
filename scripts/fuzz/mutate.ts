import type { Random } from '../../src/common/math/random.ts';

/** Whole numbers at which counts, sizes and offsets tend to break. */
const EDGES = [
  0,
  1,
  2,
  3,
  7,
  8,
  127,
  128,
  255,
  256,
  65_535,
  65_536,
  100_000_000,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
];
const WORDS = [
  ...[
    '',
    '\0',
    '\n',
    '\r\n',
    '\t',
    ';',
    ',',
    '"',
    '""',
    "'",
    '\\',
    '../../x',
    '/etc/passwd',
    '__proto__',
    'constructor',
  ],
  ...[
    'NaN',
    '-1',
    '0.0',
    '1e308',
    '-0',
    '99999999999999999999',
    'null',
    'true',
    '\u202e',
    '\ufeff',
    '\ud800',
    '=1+1',
  ],
  ...['é', '名', 'a'.repeat(300), 'a'.repeat(70_000), '{', '[', '}', ']'],
];
const VALUES: readonly unknown[] = [
  ...[null, true, false, '', 'x', '__proto__', 'a'.repeat(5000), '../../../etc/passwd'],
  ...[0, 1, -1, 0.5, 1e9, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 53)],
  ...[[], [[]], {}, { length: 1 }, [null], Array.from({ length: 3000 }, () => 1)],
];

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.int(values.length)]!;
}

/** One to six changes: flipped bits, edge numbers, ranges cut, copied, zeroed or made up. */
export function mutatedBytes(random: Random, bytes: Uint8Array): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let i = random.int(6); i >= 0 && changed.length > 0; i--) changed = changedOnce(random, changed);
  return changed;
}

function changedOnce(random: Random, bytes: Buffer): Buffer {
  // Headers decide more than data do.
  const at = random.bool(0.5) ? random.int(Math.min(512, bytes.length)) : random.int(bytes.length);
  const end = Math.min(bytes.length, at + 1 + random.int(random.bool(0.8) ? 16 : bytes.length));
  const without = () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
  switch (random.int(8)) {
    case 0:
      bytes[at]! ^= 1 << random.int(8);
      return bytes;
    case 1:
      bytes[at] = random.int(256);
      return bytes;
    case 2:
      return withEdge(random, bytes, at);
    case 3:
      return Buffer.from(bytes.subarray(0, at));
    case 4:
      return without();
    case 5:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 6:
      return bytes.fill(random.bool(0.5) ? 0 : 255, at, end);
    default:
      for (let i = at; i < end; i++) bytes[i] = random.int(256);
      return bytes;
  }
}

function withEdge(random: Random, bytes: Buffer, at: number): Buffer {
  if (at + 4 > bytes.length) return bytes;
  const edge = pick(random, EDGES);
  if (random.bool(0.5)) bytes.writeUInt32LE(edge, at);
  else bytes.writeUInt32BE(edge, at);
  return bytes;
}

/** Text with words put in, taken out or repeated; sometimes changed as bytes. */
export function mutatedText(random: Random, text: string): Buffer {
  if (random.bool(0.3)) return mutatedBytes(random, Buffer.from(text));
  let changed = text;
  for (let i = random.int(4); i >= 0; i--) {
    const at = random.int(changed.length + 1);
    const end = Math.min(changed.length, at + random.int(12));
    const middle = random.bool(0.6) ? pick(random, WORDS) : changed.slice(at, end).repeat(random.int(4));
    changed = changed.slice(0, at) + middle + changed.slice(random.bool(0.5) ? at : end);
  }
  return Buffer.from(changed, random.bool(0.9) ? 'utf8' : 'utf16le');
}

/** JSON with one to three parts replaced, taken out, added or repeated. */
export function mutatedJson(random: Random, json: string): Buffer {
  if (random.bool(0.2)) return mutatedText(random, json);
  let value = JSON.parse(json) as unknown;
  for (let i = random.int(3); i >= 0; i--) value = changedValue(random, value);
  return Buffer.from(JSON.stringify(value));
}

function changedValue(random: Random, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return pick(random, VALUES);
  const keys = Object.keys(value);
  if (keys.length === 0 || random.bool(0.1)) return pick(random, VALUES);
  const key = pick(random, keys);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  if (random.bool(0.7)) copy[key] = changedValue(random, copy[key]);
  else if (!Array.isArray(copy)) delete copy[key];
  else if (random.bool(0.5)) copy.splice(Number(key), 1);
  else copy.push(copy[Number(key)]);
  return copy;
}
