import { htmlText } from '../../../common/html-text.ts';
import type { Notice } from '../../ipc/contract.ts';

/** A notice as a page to be printed on A4: what hangs at the door large, the privacy note as a letter. */

const STYLE = `
@page { size: A4; margin: 20mm 22mm; }
* { box-sizing: border-box; }
html { color: #000; background: #fff; font: 10.5pt/1.45 system-ui, 'Liberation Sans', Arial, sans-serif; }
body { margin: 0; }
h1 { margin: 0 0 4mm; font-size: 22pt; line-height: 1.15; }
h2 { margin: 5.5mm 0 1.5mm; font-size: 11.5pt; break-after: avoid; }
p { margin: 0 0 1.5mm; orphans: 3; widows: 3; overflow-wrap: anywhere; }
.lead { font-size: 12pt; }
.door { font-size: 12pt; line-height: 1.4; }
.door h1 { margin-bottom: 6mm; font-size: 36pt; line-height: 1.1; }
.door .lead { margin-bottom: 7mm; font-size: 18pt; line-height: 1.3; }
.door h2 { margin: 5mm 0 1.5mm; font-size: 14pt; }
`;

/** @returns HTML with its style and without a script; every word of the notice is text, whatever is in it */
export function noticePage({ kind, language, title, lead, sections }: Notice): string {
  const parts = sections.map(
    ({ heading, paragraphs }) =>
      `<h2>${htmlText(heading)}</h2>${paragraphs.map((paragraph) => `<p>${htmlText(paragraph)}</p>`).join('')}`,
  );
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${htmlText(title)}</title>`,
    `<style>${STYLE}</style></head><body class="${kind}">`,
    `<h1>${htmlText(title)}</h1><p class="lead">${htmlText(lead)}</p>`,
    ...parts,
    '</body></html>',
  ].join('');
}
