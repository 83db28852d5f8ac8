/** A problem of scripts/references/linear-machines.py. */
export interface MadeProblem {
  seed: number;
  rows: number;
  held: number;
  width: number;
  /** Null: a value is learned. */
  classes: number | null;
  /** Class 0 has one row. */
  single: boolean;
}

export interface MadeEmbeddings {
  /** [rows, width] */
  features: Float32Array;
  targets: number[];
  /** [held, width] */
  held: Float32Array;
  heldTargets: number[];
}

/** The embeddings and targets that the Python script makes, to the last bit: whole numbers all the way. */
export function madeEmbeddings({ seed, rows, held, width, classes, single }: MadeProblem): MadeEmbeddings {
  let state = seed;
  const below = (n: number) => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return Math.floor((state * n) / 2 ** 32);
  };
  const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
  const bell = () => times(4, () => below(64)).reduce((a, b) => a + b) - 126;
  const factors = 6;
  const mixing = times(width, () => times(factors, () => below(9) - 4));
  const features: number[] = [];
  const targets: number[] = [];
  for (let row = 0; row < rows + held; row++) {
    let label = below(classes ?? 8);
    if (single && row > 0) label = below(classes! - 1) + 1;
    else if (single) label = 0;
    const factor = times(factors, (m) => 15 * (((label * (3 + 2 * m) + m * m) % 7) - 3) + bell());
    const units = mixing.map((weights) => {
      const sum = weights.reduce((total, weight, m) => total + weight * factor[m]!, 0);
      return Math.max(0, Math.floor(sum / 4) + bell());
    });
    units[width - 1] = row < rows ? 0 : 3;
    features.push(...units.map((unit) => unit / 64));
    const value = () => factor[0]! + Math.max(0, factor[1]!) + Math.floor(bell() / 2);
    targets.push(classes === null ? value() / 64 : label);
  }
  return {
    features: Float32Array.from(features.slice(0, rows * width)),
    targets: targets.slice(0, rows),
    held: Float32Array.from(features.slice(rows * width)),
    heldTargets: targets.slice(rows),
  };
}
