import sharp from 'sharp';

import type { Picture } from '../../../inference/runtime/picture.ts';
import { drawTexture } from '../../../training/datasets/occlusion-photos/texture-picture.ts';
import type { Random } from '../../../common/math/random.ts';

const SKIN = ['#ecc8b0', '#d6a88a', '#b88262', '#8a5c42', '#563a2c'];
const HAIR = ['#1c1512', '#3b2618', '#6a4a2c', '#a58452', '#8c8c8c'];
/** Textures are drawn this large and scaled. */
const TEXTURE = 320;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Light and shade, noise, stripes, blobs and fingers, as those that teach what is no face. */
export async function syntheticTexture(size: Size, random: Random): Promise<Picture> {
  const data = Uint8ClampedArray.from(drawTexture(TEXTURE, random));
  const pixels = await sharp(data, { raw: { width: TEXTURE, height: TEXTURE, channels: 3 } })
    .resize(size.width, size.height, { fit: 'cover' })
    .raw()
    .toBuffer();
  return { data: pixels, ...size };
}

/** Rounded shapes of skin, alone and side by side: fists, knees, arms, heads without a face. */
export function syntheticSkin(size: Size, random: Random): Promise<Picture> {
  const skin = of(SKIN, random);
  const shapes = Array.from({ length: 1 + random.int(5) }, () => {
    const [cx, cy] = [random.uniform(0, size.width), random.uniform(0, size.height)];
    const across = random.uniform(0.04, 0.28) * size.width;
    const down = across * random.uniform(0.6, 1.7);
    const turn = random.uniform(0, 180);
    const dots = Array.from({ length: random.int(4) }, () => {
      const [dx, dy] = [random.uniform(-0.6, 0.6) * across, random.uniform(-0.6, 0.6) * down];
      return `<ellipse cx="${cx + dx}" cy="${cy + dy}" rx="${across * random.uniform(0.03, 0.2)}" ry="${across * random.uniform(0.03, 0.2)}" fill="#2a1a14" fill-opacity="${random.uniform(0.2, 0.8)}"/>`;
    }).join('');
    return `<g transform="rotate(${turn} ${cx} ${cy})"><ellipse cx="${cx}" cy="${cy}" rx="${across}" ry="${down}" fill="url(#skin)"/>${dots}</g>`;
  });
  const light = `<defs><radialGradient id="skin" cx="${random.uniform(0.25, 0.75)}" cy="0.35"><stop offset="0" stop-color="${skin}"/><stop offset="1" stop-color="${skin}" stop-opacity="${random.uniform(0.6, 1)}"/></radialGradient></defs>`;
  return drawn(size, `${light}${wall(size, random)}${shapes.join('')}`);
}

/** A room with windows, shelves and boxes, and often somebody seen from behind. */
export function syntheticRoom(size: Size, random: Random): Promise<Picture> {
  const { width, height } = size;
  const things = Array.from({ length: 6 + random.int(16) }, () => {
    const [x, y] = [random.uniform(0, width), random.uniform(0, height)];
    const [w, h] = [random.uniform(0.03, 0.3) * width, random.uniform(0.03, 0.4) * height];
    const round = random.bool(0.3) ? Math.min(w, h) / 2 : random.uniform(0, 6);
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${round}" fill="${color(random)}" stroke="${color(random)}" stroke-width="${random.uniform(0, 5)}"/>`;
  });
  const backs = Array.from({ length: random.int(3) }, () => {
    const [x, y] = [random.uniform(0.1, 0.9) * width, random.uniform(0.2, 0.6) * height];
    const head = random.uniform(0.04, 0.16) * width;
    const [skin, hair] = [of(SKIN, random), of(HAIR, random)];
    return (
      `<ellipse cx="${x}" cy="${y + 3.1 * head}" rx="${2.1 * head}" ry="${1.9 * head}" fill="${color(random)}"/>` +
      `<rect x="${x - 0.5 * head}" y="${y + 0.6 * head}" width="${head}" height="${head}" fill="${skin}"/>` +
      `<ellipse cx="${x}" cy="${y}" rx="${1.06 * head}" ry="${0.3 * head}" fill="${skin}"/>` +
      `<ellipse cx="${x}" cy="${y - 0.1 * head}" rx="${head}" ry="${1.2 * head}" fill="${hair}"/>`
    );
  });
  return drawn(size, `${wall(size, random)}${things.join('')}${backs.join('')}`);
}

function wall({ width, height }: Size, random: Random): string {
  const tilt = random.uniform(-1, 1);
  return `<defs><linearGradient id="wall" x1="0" y1="0" x2="${Math.abs(tilt)}" y2="1"><stop offset="0" stop-color="${color(random)}"/><stop offset="1" stop-color="${color(random)}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#wall)"/>`;
}

async function drawn(size: Size, shapes: string): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${shapes}</svg>`;
  return { data: await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer(), ...size };
}

function color(random: Random): string {
  const light = random.uniform(30, 225);
  const [red, green, blue] = [0, 0, 0].map(() =>
    Math.round(Math.min(255, Math.max(0, light + 25 * random.normal()))),
  );
  return `rgb(${red},${green},${blue})`;
}

function of(colors: readonly string[], random: Random): string {
  return colors[random.int(colors.length)]!;
}
