import { inflateSync } from 'node:zlib';

/** The words of a PDF as Chromium writes them, glyph by glyph through each font's table of characters. Line breaks are lost. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const text = pdf.toString('latin1');
  const fonts = new Map<string, Map<number, string>>();
  for (const [, name, number] of text.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number!)?.head ?? '')?.[1];
    if (table) fonts.set(name!, charactersOf(objects.get(table)!.stream));
  }
  return [...objects.values()]
    .filter(({ stream }) => / T[jJ]\b/.test(stream))
    .map(({ stream }) => wordsOf(stream, fonts))
    .join('');
}

export const pdfPages = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

function objectsOf(pdf: Buffer): Map<string, { head: string; stream: string }> {
  const text = pdf.toString('latin1');
  const found = new Map<string, { head: string; stream: string }>();
  for (const { 0: all, 1: number, index } of text.matchAll(/^(\d+) 0 obj\n[^]*?\nendobj/gm)) {
    const at = all.indexOf('stream\n');
    const head = at < 0 ? all : all.slice(0, at);
    const from = index + at + 'stream\n'.length;
    const bytes = pdf.subarray(from, index + all.lastIndexOf('endstream'));
    const isText = at >= 0 && head.includes('FlateDecode') && !head.includes('/Length1');
    found.set(number!, { head, stream: isText ? inflateSync(bytes).toString('latin1') : '' });
  }
  return found;
}

/** Of a ToUnicode table. */
function charactersOf(table: string): Map<number, string> {
  const characters = new Map<number, string>();
  const hex = (digits: string) => parseInt(digits, 16);
  for (const [, block] of table.matchAll(/beginbfchar\n([^]*?)endbfchar/g))
    for (const [, glyph, code] of block!.matchAll(/<(\w+)> <(\w+)>/g))
      characters.set(hex(glyph!), Buffer.from(code!, 'hex').swap16().toString('utf16le'));
  for (const [, block] of table.matchAll(/beginbfrange\n([^]*?)endbfrange/g))
    for (const [, from, to, code] of block!.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let glyph = hex(from!); glyph <= hex(to!); glyph++)
        characters.set(glyph, String.fromCharCode(hex(code!) + glyph - hex(from!)));
  return characters;
}

function wordsOf(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  let words = '';
  for (const [, name, glyphs] of stream.matchAll(/\/(F\d+) \S+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (name !== undefined) font = fonts.get(name);
    else for (const glyph of glyphs!.match(/.{4}/g) ?? []) words += font?.get(parseInt(glyph, 16)) ?? '';
  }
  return words;
}
