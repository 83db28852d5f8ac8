import { readFileSync } from 'node:fs';

import sharp from 'sharp';

import type { Occlusion } from '../../src/inference/occlusion/occlusion.ts';
import type { Picture } from '../../src/inference/runtime/picture.ts';
import { drawOccluder } from '../../src/training/occlusion/occluders/draw.ts';
import { randomFor } from '../../src/common/math/random.ts';

/** Somebody with the face of the clip that ships (its license lets us), set into a scene. */
export interface Walker {
  /** Middle of the face and its width as a detector sees it, in pixels; null where they are away. */
  at: (seconds: number) => { x: number; y: number; width: number } | null;
  /** Of 360; another hue is another person to the eye. */
  hue?: number;
  clothes?: string;
  cover?: Occlusion;
  /** Which second of the clip: another expression. */
  still?: number;
}

/** Where the face is in the clip's pictures, as a detector sees it; and the head around it. */
const FACE = { x: 206, y: 187, width: 107 };
const HEAD = { left: 138, top: 62, width: 138, height: 200 };

export interface SceneOptions {
  /** In pixels. */
  width?: number;
  height?: number;
  /** Standard deviation of the camera's noise, in levels. */
  noise?: number;
  /** Before a wall of one color. */
  isPlain?: boolean;
}

interface Sprite {
  data: Buffer;
  width: number;
  height: number;
}

/**
 * A room in which people walk.
 * @returns the picture of the room at a time, made anew
 */
export async function liveScene(
  walkers: readonly Walker[],
  { width = 640, height = 480, noise = 2, isPlain = false }: SceneOptions = {},
): Promise<(seconds: number) => Promise<Picture>> {
  const background = isPlain ? await wall(width, height) : await room(width, height);
  const heads = await Promise.all(walkers.map(headOf));
  const random = randomFor(1, 'camera noise');
  const grain = Int8Array.from({ length: 1 << 16 }, () => Math.round(noise * random.normal()));
  const sprites = new Map<string, Sprite>();
  async function sprite(who: number, faceWidth: number): Promise<Sprite> {
    const scale = Math.round(faceWidth) / FACE.width;
    const key = `${who} ${Math.round(faceWidth)}`;
    const known = sprites.get(key);
    if (known) return known;
    const made = await personOf(heads[who]!, walkers[who]!, scale);
    sprites.set(key, made);
    return made;
  }
  return async (seconds) => {
    const data = new Uint8Array(background);
    const standing = walkers.flatMap((walker, who) => {
      const place = walker.at(seconds);
      return place ? [{ who, ...place }] : [];
    });
    // The nearer ones stand before the others.
    for (const { who, x, y, width: faceWidth } of standing.sort((a, b) => a.width - b.width)) {
      const scale = faceWidth / FACE.width;
      const left = Math.round(x - PERSON.faceX * scale);
      const top = Math.round(y - PERSON.faceY * scale);
      blend({ data, width, height }, await sprite(who, faceWidth), left, top);
    }
    const start = Math.floor(seconds * 7919) % grain.length;
    for (let i = 0; i < data.length; i++) {
      const value = data[i]! + grain[(start + i) % grain.length]!;
      data[i] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
    return { data, width, height };
  };
}

/** A person's own picture at scale 1: head and clothes. */
const PERSON = {
  width: 320,
  height: 420,
  headX: 91,
  headY: 0,
  faceX: 91 + FACE.x - HEAD.left,
  faceY: FACE.y - HEAD.top,
};

async function headOf({ hue = 0, cover = 'none', still = 0 }: Walker): Promise<Buffer> {
  const file = `resources/clip/${String(still).padStart(2, '0')}s.jpg`;
  const { data, info } = await sharp(readFileSync(file))
    .modulate({ hue })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (cover !== 'none') occlude({ data, width: info.width, height: info.height }, cover);
  const { left, top, width, height } = HEAD;
  const ellipse = `<svg width="${width}" height="${height}"><defs><radialGradient id="a"><stop offset=".86" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs><ellipse cx="${width / 2}" cy="${height / 2}" rx="${width / 2}" ry="${height / 2}" fill="url(#a)"/></svg>`;
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .extract({ left, top, width, height })
    .ensureAlpha()
    .composite([{ input: Buffer.from(ellipse), blend: 'dest-in' }])
    .png()
    .toBuffer();
}

/** Draws a mask or a headset on the face, as the training pictures have them. */
function occlude({ data, width }: Picture, cover: Exclude<Occlusion, 'none'>): void {
  const side = Math.round(FACE.width * 1.05);
  const [left, top] = [Math.round(FACE.x - side / 2), Math.round(FACE.y - side / 2)];
  const canvas = { data: new Float32Array(side * side * 3), size: side, channels: 3 as const };
  const each = (use: (inCanvas: number, inPicture: number) => void) => {
    for (let y = 0; y < side; y++)
      for (let p = 0; p < side * 3; p++) use(y * side * 3 + p, ((top + y) * width + left) * 3 + p);
  };
  each((to, from) => (canvas.data[to] = data[from]!));
  drawOccluder(cover === 'upper' ? 'lower' : 'upper', canvas, randomFor(4, 'occluder', cover));
  each((from, to) => (data[to] = Math.min(255, Math.max(0, canvas.data[from]!))));
}

async function personOf(head: Buffer, { clothes = '#355' }: Walker, scale: number): Promise<Sprite> {
  const { width, height, headX, headY } = PERSON;
  const body = `<svg width="${width}" height="${height}"><path d="M10 ${height}V290Q40 225 130 215L190 215Q280 225 310 290V${height}Z" fill="${clothes}"/></svg>`;
  const person = await sharp({ create: { width, height, channels: 4, background: '#0000' } })
    .composite([{ input: Buffer.from(body) }, { input: head, left: headX, top: headY }])
    .png()
    .toBuffer();
  const { data, info } = await sharp(person)
    .resize(Math.max(1, Math.round(width * scale)))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function blend(picture: Picture, { data, width, height }: Sprite, left: number, top: number): void {
  for (let y = Math.max(0, -top); y < Math.min(height, picture.height - top); y++)
    for (let x = Math.max(0, -left); x < Math.min(width, picture.width - left); x++) {
      const from = (y * width + x) * 4;
      const opacity = data[from + 3]! / 255;
      if (opacity === 0) continue;
      const to = ((top + y) * picture.width + left + x) * 3;
      for (let c = 0; c < 3; c++)
        picture.data[to + c] = picture.data[to + c]! * (1 - opacity) + data[from + c]! * opacity;
    }
}

const WALL = '#b9b3a6';

function wall(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: WALL } })
    .raw()
    .toBuffer();
}

async function room(width: number, height: number): Promise<Buffer> {
  const shapes = Array.from({ length: 14 }, (_, i) => {
    const random = randomFor(2, 'room', i);
    const [x, y] = [random.uniform(0, width), random.uniform(0, height)];
    const [w, h] = [random.uniform(0.05, 0.3) * width, random.uniform(0.05, 0.4) * height];
    const gray = Math.round(random.uniform(90, 190));
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="rgb(${gray},${gray - 8},${gray - 20})"/>`;
  });
  const svg = `<svg width="${width}" height="${height}"><rect width="100%" height="100%" fill="${WALL}"/>${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
}
