/** The same numbers as `noise` of scripts/references/published-nets.py: from -1 to 1, of the name and the place alone. */
export function noise(name: string, count: number): Float64Array {
  let seed = 2166136261;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 16777619) >>> 0;
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let h = (Math.imul(i, 0x9e3779b1) + seed) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
    values[i] = ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
  }
  return values;
}

const GAIN: Readonly<Record<string, number>> = {
  'vgg-f/conv1': 0.3,
  'vgg-f/conv2': 0.05,
  'vgg-16/block1_conv1': 0.02,
  'resnet-50/conv1_conv': 0.01,
};

/** The same as `values` there, in the order in which the file holds them. */
export function seededValues(
  net: string,
  layer: string,
  role: string,
  shape: readonly number[],
): Float32Array {
  const count = shape.reduce((a, b) => a * b, 1);
  const limit = (GAIN[`${net}/${layer}`] ?? 1) * Math.sqrt(6 / (count / shape.at(-1)!));
  const [middle, spread] = { kernel: [0, limit], gamma: [0.6, 0.2], variance: [1, 0.5] }[role] ?? [0, 0.1];
  const values = noise(`${net}/${layer}/${role}`, count);
  for (let i = 0; i < count; i++) values[i] = middle! + spread! * values[i]!;
  return new Float32Array(values);
}

/** 224 × 224 × 3, 0 … 255. */
export function seededPicture(): Float32Array {
  return Float32Array.from(noise('picture', 224 * 224 * 3), (value) => Math.floor((value + 1) * 128));
}
