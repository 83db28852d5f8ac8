import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import opentype from 'opentype.js';
import type { Font, Glyph } from 'opentype.js';

export type Weight = 400 | 600;

export interface TextStyle {
  sizePx: number;
  weight: Weight;
  /** Any SVG color. */
  color: string;
  /** Which end of the text stands at x; default `start`. */
  anchor?: 'start' | 'end';
}

const fonts = new Map<Weight, Font>();

/** Inter comes with the program: pictures look the same on a machine that has no fonts at all. */
function fontOf(weight: Weight): Font {
  let font = fonts.get(weight);
  if (font === undefined) {
    const file = createRequire(import.meta.url).resolve(
      `@fontsource/inter/files/inter-latin-${weight}-normal.woff`,
    );
    font = opentype.parse(new Uint8Array(readFileSync(file)).buffer);
    fonts.set(weight, font);
  }
  return font;
}

/** Width in pixels. */
export function textWidth(text: string, { sizePx, weight }: TextStyle): number {
  return lettersOf(text, weight).reduce((width, { advance }) => width + advance * sizePx, 0);
}

/**
 * Text as the outlines of its letters: an SVG path that needs no font where it is drawn. Digits are all equally wide.
 * @param x left end of the text, or right end with `anchor: 'end'`
 * @param y baseline
 */
export function outlineText(text: string, x: number, y: number, style: TextStyle): string {
  const { sizePx, weight, color, anchor } = style;
  let at = anchor === 'end' ? x - textWidth(text, style) : x;
  const paths = lettersOf(text, weight).map(({ glyph, indent, advance }) => {
    const path = glyph.getPath(at + indent * sizePx, y, sizePx).toPathData(2);
    at += advance * sizePx;
    return path;
  });
  return `<path fill="${color}" d="${paths.join('')}"/>`;
}

/** The text, shortened with an ellipsis where it is wider than this. */
export function fitText(text: string, widthPx: number, style: TextStyle): string {
  if (textWidth(text, style) <= widthPx) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(`${letters.join('')}…`, style) > widthPx) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** The text in lines no wider than this, broken between words. */
export function wrapText(text: string, widthPx: number, style: TextStyle): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, style) <= widthPx) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Indent and advance in shares of the type size. */
interface Letter {
  glyph: Glyph;
  indent: number;
  advance: number;
}

function lettersOf(text: string, weight: Weight): Letter[] {
  const font = fontOf(weight);
  const digitWidth = Math.max(...[...'0123456789'].map((digit) => widthOf(font.charToGlyph(digit))));
  return [...text].map((character) => {
    const glyph = font.charToGlyph(font.charToGlyphIndex(character) === 0 ? '?' : character);
    const advance = /\d/.test(character) ? digitWidth : widthOf(glyph);
    return {
      glyph,
      indent: (advance - widthOf(glyph)) / 2 / font.unitsPerEm,
      advance: advance / font.unitsPerEm,
    };
  });
}

function widthOf(glyph: Glyph): number {
  return glyph.advanceWidth ?? 0;
}
