import { DemifaceError } from '../../common/error.ts';

const WARM_UP = 3;

export interface FaceTiming {
  /** How many faces are measured. */
  faces: number;
  signal: AbortSignal;
}

/**
 * Times what is done to one face, again and again, after a few that do not count.
 * @returns milliseconds of each face in rising order
 * @throws DemifaceError `interrupted`
 */
export async function timeFace(
  run: () => Promise<unknown>,
  { faces, signal }: FaceTiming,
): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < faces + WARM_UP; i++) {
    if (signal.aborted) throw new DemifaceError('interrupted', 'the benchmark was stopped');
    const start = performance.now();
    await run();
    if (i >= WARM_UP) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

/** What a network computes does not depend on what it sees. */
export function syntheticFace(size: number, channels: number): Uint8Array {
  return Uint8Array.from({ length: size * size * channels }, (_, i) => (i * 37) % 256);
}
