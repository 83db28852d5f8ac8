import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';

import type { Expression } from '../../src/artifact/labels.ts';
import { EXPRESSIONS } from '../../src/artifact/labels.ts';
import type { Random } from '../../src/common/math/random.ts';
import { randomFor } from '../../src/common/math/random.ts';

/** How a drawn face shows an expression. Lengths in hundredths of the picture's side. */
interface Features {
  /** Share of real pictures that show it, about as in FER+. */
  share: number;
  /** How far the mouth's corners lie above its middle. */
  smile: number;
  /** How far the mouth is open. */
  open: number;
  /** How far the inner ends of the brows lie above the outer ones. */
  slant: number;
  /** How far both brows are raised. */
  raised: number;
  /** Height of an eye. */
  eye: number;
}

const FEATURES: Readonly<Record<Expression, Features>> = {
  neutral: { share: 0.36, smile: 0, open: 0, slant: 0, raised: 0, eye: 4 },
  happiness: { share: 0.26, smile: 9, open: 3, slant: 0, raised: 1, eye: 3 },
  surprise: { share: 0.12, smile: 0, open: 9, slant: 0, raised: 7, eye: 6.5 },
  sadness: { share: 0.11, smile: -7, open: 0, slant: 6, raised: 1, eye: 3 },
  anger: { share: 0.09, smile: -4, open: 1, slant: -7, raised: -3, eye: 3.5 },
  disgust: { share: 0.02, smile: -3, open: 3, slant: -4, raised: -3, eye: 2 },
  fear: { share: 0.03, smile: -3, open: 5, slant: 5, raised: 5, eye: 6 },
  contempt: { share: 0.01, smile: 3, open: 0, slant: -2, raised: 0, eye: 3 },
};

/** Splits as FER+ names their folders. */
const FOLDERS = ['FER2013Train', 'FER2013Valid', 'FER2013Test'] as const;

/**
 * Writes drawn faces laid out as FER+: eight expressions, no two faces alike, and a few of the flaws that real data have.
 * @param counts of training, validation and test
 * @param different how many are drawn; more pictures than that repeat them. All of them if left out
 */
export async function writeMadeFaces(
  folder: string,
  counts: readonly [number, number, number],
  { side = 48, different = Infinity } = {},
): Promise<void> {
  const drawn: { png: Buffer; label: number }[] = [];
  let at = 0;
  for (const [i, count] of counts.entries()) {
    const split = join(folder, FOLDERS[i]!);
    mkdirSync(split, { recursive: true });
    const rows: string[] = [];
    for (let n = 0; n < count; n++, at++) {
      const random = randomFor(1, 'made-face', at);
      const face = drawn[at % different] ?? (await drawnExpression(random, side));
      if (at < different) drawn.push(face);
      const name = `fer${String(at).padStart(7, '0')}.png`;
      writeFileSync(join(split, name), face.png);
      rows.push(`${name},"(0, 0, 48, 48)",${votes(random, face.label).join(',')}`);
    }
    rows.push(...flaws(split, i, drawn));
    writeFileSync(join(split, 'label.csv'), `${rows.join('\n')}\n`);
  }
}

/** A copy in another split, once under another label; a file that is no picture; a row without its file. */
function flaws(split: string, i: number, drawn: readonly { png: Buffer; label: number }[]): string[] {
  const random = randomFor(1, 'flaws', i);
  const row = (name: string, label: number) => `${name},"(0, 0, 48, 48)",${votes(random, label).join(',')}`;
  if (i === 0) {
    writeFileSync(join(split, 'fer9000000.png'), 'no picture');
    return [row('fer9000000.png', 0), row('fer9000001.png', 1)];
  }
  return drawn.slice(0, 3 * i).map(({ png, label }, n) => {
    const name = `fer900${i}${String(n).padStart(3, '0')}.png`;
    writeFileSync(join(split, name), png);
    return row(name, n === 0 ? (label + 1) % 5 : label);
  });
}

async function drawnExpression(random: Random, side: number): Promise<{ png: Buffer; label: number }> {
  let rest = random.uniform(0, 1);
  const label = Math.max(
    0,
    EXPRESSIONS.findIndex((expression) => (rest -= FEATURES[expression].share) < 0),
  );
  const png = await sharp(Buffer.from(svg(random, FEATURES[EXPRESSIONS[label]!], side)))
    .removeAlpha()
    .toColourspace('b-w')
    .png()
    .toBuffer();
  return { png, label };
}

function svg(random: Random, { smile, open, slant, raised, eye }: Features, side: number): string {
  const near = (value: number, by: number) => (value + random.uniform(-by, by)).toFixed(1);
  const gray = (low: number, high: number) => {
    const value = Math.round(random.uniform(low, high));
    return `rgb(${value},${value},${value})`;
  };
  const [skin, hair, back] = [gray(140, 225), gray(20, 110), gray(60, 200)];
  const width = random.uniform(30, 36);
  const brow = (x: number, inner: number) => {
    const y = 36 - raised + random.uniform(-1, 1);
    return `<path d="M${x - 7} ${y - inner / 2}L${x + 7} ${y + inner / 2}" stroke="${hair}" stroke-width="3"/>`;
  };
  const eyes = [36, 64].map(
    (x) =>
      `<ellipse cx="${x}" cy="44" rx="5.5" ry="${near(eye, 0.5)}" fill="#fff"/><circle cx="${x}" cy="44" r="2.8" fill="#111"/>`,
  );
  const corners = 72 - smile / 2 + random.uniform(-1, 1);
  const low = 72 + smile / 2 + open;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 100 100">
    <rect width="100" height="100" fill="${back}"/>
    <g transform="translate(50 50) rotate(${near(0, 7)}) scale(${near(1, 0.08)}) translate(-50 -50)">
    <ellipse cx="50" cy="40" rx="${width + 5}" ry="${near(36, 3)}" fill="${hair}"/>
    <ellipse cx="50" cy="54" rx="${width}" ry="38" fill="${skin}"/>
    ${brow(36, -slant)}${brow(64, slant)}${eyes.join('')}
    <path d="M50 48L${near(47, 1)} 60L51 60" stroke="#0006" stroke-width="2" fill="none"/>
    <path d="M37 ${corners}Q50 ${low + smile / 2} 63 ${corners}Q50 ${72 + smile / 2 - open} 37 ${corners}Z"
      fill="#222" stroke="#222" stroke-width="2.5" stroke-linejoin="round"/></g></svg>`;
}

/** Ten people, most of whom see what was drawn. */
function votes(random: Random, label: number): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (let person = 0; person < 10; person++)
    counts[random.bool(0.78) ? label : random.int(EXPRESSIONS.length)]!++;
  return counts;
}
