import type { DrawnSignature } from '../../../../../ipc/contract.ts';

const WIDTH = 3;

/** A signature as a picture of lines. */
export function signatureSvg({ width, height, strokes }: DrawnSignature): string {
  const paths = strokes.map((points) => {
    const [first, ...rest] = points.map(({ x, y }) => `${x} ${y}`);
    // A line to where it begins shows as a dot.
    return `  <path d="M${first} ${(rest.length > 0 ? rest : [first]).map((point) => `L${point}`).join(' ')}"/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<g fill="none" stroke="#000" stroke-width="${WIDTH}" stroke-linecap="round" stroke-linejoin="round">`,
    ...paths,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
