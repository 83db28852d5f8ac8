/**
 * Round numbers from 0 to at least `most`, for a scale of counts.
 * @returns at least two, evenly apart; the last is the scale's end
 */
export function scaleTicks(most: number, about = 4): number[] {
  const raw = Math.max(1, most) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].find((factor) => factor * power >= raw * (1 - 1e-9))! * power);
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
