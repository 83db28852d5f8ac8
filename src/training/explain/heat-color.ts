type Rgb = [red: number, green: number, blue: number];

/** Every sixteenth color of viridis (van der Walt and Smith 2015): equal steps of heat look equally large. */
const VIRIDIS = [
  ...['440154', '48186a', '472d7b', '424086', '3b528b', '33638d', '2c728e', '26828e', '21918c'],
  ...['1fa088', '28ae80', '3fbc73', '5ec962', '84d44b', 'addc30', 'd8e219', 'fde725'],
].map((hex) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb);

/** @param heat 0 … 1 @returns 0 … 255 each, not rounded */
export function heatColor(heat: number): Rgb {
  const place = Math.min(1, Math.max(0, heat)) * (VIRIDIS.length - 1);
  const below = Math.min(Math.floor(place), VIRIDIS.length - 2);
  const [from, to] = [VIRIDIS[below]!, VIRIDIS[below + 1]!];
  return [0, 1, 2].map((c) => from[c]! + (place - below) * (to[c]! - from[c]!)) as Rgb;
}
