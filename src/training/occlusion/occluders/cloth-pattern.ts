import type { Random } from '../../../common/math/random.ts';
import { choose, mix, rise } from './texture.ts';
import type { Color } from './texture.ts';

type Pattern = 'plain' | 'stripes' | 'checks' | 'dots';

/** The color of printed or woven cloth at each point: plain, striped, checked or dotted. */
export function clothPattern(ground: Color, random: Random): (u: number, v: number) => Color {
  const pattern = choose<Pattern>(random, [
    [5, 'plain'],
    [2, 'stripes'],
    [1.5, 'checks'],
    [1.5, 'dots'],
  ]);
  const light = ground[0] + ground[1] + ground[2] > 380;
  const other = mix(ground, light ? [50, 50, 70] : [235, 232, 225], random.uniform(0.35, 0.8));
  const period = random.uniform(0.06, 0.12);
  const angle = random.uniform(-0.3, 0.3) + (random.bool(0.5) ? Math.PI / 2 : 0);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const wave = (x: number) => Math.cos((x / period) * 2 * Math.PI);
  if (pattern === 'plain') return () => ground;
  return (u, v) => {
    const across = wave(cos * u + sin * v);
    if (pattern === 'stripes') return mix(ground, other, rise(across, -0.1, 0.5));
    const along = wave(cos * v - sin * u);
    if (pattern === 'dots') return mix(ground, other, rise(across + along, 0.9, 1.4));
    return mix(ground, other, 0.5 * rise(across, -0.2, 0.2) + 0.5 * rise(along, -0.2, 0.2));
  };
}
