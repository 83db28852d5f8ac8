import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import sharp, { type Sharp } from 'sharp';
import { onTestFinished } from 'vitest';

import { randomFor } from '../../src/common/math/random.ts';
import type { Tree } from './made-archives.ts';

export { asTar, asTarGz, asZip } from './made-archives.ts';
export type { Tree } from './made-archives.ts';

/** A folder that is gone when the test ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'demiface-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeTree(folder: string, tree: Tree): string {
  for (const [path, bytes] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

/** Writes the tree into a new folder. */
export function madeTree(tree: Tree): string {
  return writeTree(scratchFolder(), tree);
}

/** A drawn face: skin, two eyes and a mouth, all moved and tinted by the seed, so that no two are alike. */
export function drawnFace(seed: number, side = 48): Sharp {
  const shift = (seed * 7) % 9;
  const tint = (seed * 53) % 200;
  const eye = (x: number): string => `<circle cx="${x + shift}" cy="38" r="${4 + (seed % 5)}" fill="#123"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 100 100">
    <rect width="100" height="100" fill="rgb(${tint},${seed % 251},90)"/><ellipse cx="50" cy="52" rx="36" ry="44" fill="rgb(220,${tint},150)"/>
    ${eye(30)}${eye(62)}<path d="M30 72 Q50 ${60 + ((seed * 3) % 30)} 70 72" stroke="#711" stroke-width="4" fill="none"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

export async function facePng(seed: number, side = 48): Promise<Buffer> {
  return drawnFace(seed, side).png().toBuffer();
}

/** A drawn face before seeded patches, so that no two are near-duplicates, which would be kept in one split. */
export async function faceJpeg(seed: number, side = 64): Promise<Buffer> {
  const random = randomFor(seed, 'patches');
  const patches = Array.from({ length: 16 }, (_, i) => {
    const gray = Math.floor(random.uniform(0, 255));
    return `<rect x="${(i % 4) * 25}" y="${Math.floor(i / 4) * 25}" width="25" height="25" fill="rgb(${gray},${gray},${gray})" fill-opacity="0.6"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 100 100">${patches.join('')}</svg>`;
  const face = await drawnFace(seed, side).png().toBuffer();
  return sharp(face)
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .jpeg()
    .toBuffer();
}

/** Ten votes for one of FER+'s columns. */
export function votesFor(column: number, count = 10): string {
  return Array.from({ length: 10 }, (_, i) => (i === column ? count : 0)).join(',');
}

/** A small FER+: `train` and `val` pictures with clear votes, happiness and sadness in turn. */
export async function madeFerplus(train: number, val: number): Promise<Tree> {
  const tree: Tree = {};
  const lists: Record<string, string[]> = { FER2013Train: [], FER2013Valid: [] };
  for (let i = 0; i < train + val; i++) {
    const folder = i < train ? 'FER2013Train' : 'FER2013Valid';
    const name = `fer${String(i).padStart(7, '0')}.png`;
    tree[`${folder}/${name}`] = await drawnFace(i).toColourspace('b-w').png().toBuffer();
    lists[folder]?.push(`${name},"(0, 0, 48, 48)",${votesFor(i % 2 ? 3 : 1)}`);
  }
  for (const [folder, rows] of Object.entries(lists)) tree[`${folder}/label.csv`] = `${rows.join('\n')}\n`;
  return tree;
}
