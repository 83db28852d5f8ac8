import sharp, { type Sharp } from 'sharp';

/** A drawn person, whose face is so drawn that a detector takes it for one. */
export interface DrawnPerson {
  /** Middle of the face, in pixels. */
  x: number;
  y: number;
  /** About 110 pixels from ear to ear at 1. */
  scale: number;
}

export function drawnPeople(people: readonly DrawnPerson[], width = 640, height = 480): Sharp {
  const eye = (x: number): string =>
    `<ellipse cx="${x}" cy="-8" rx="11" ry="6" fill="#fff"/><circle cx="${x}" cy="-8" r="5.5" fill="#321"/>`;
  const person = `<path d="M-90 190Q0 100 90 190V300H-90Z" fill="#355"/><rect x="-22" y="60" width="44" height="60" fill="#c08a66"/>
    <ellipse rx="66" ry="84" cy="-12" fill="#3a2a1d"/><ellipse rx="56" ry="74" fill="url(#skin)"/>
    <path d="M-38-22q14-10 28 0M10-22q14-10 28 0" stroke="#3a2a1d" stroke-width="5" fill="none"/>${eye(-24)}${eye(24)}
    <path d="M-4-6Q-12 18-8 20Q0 26 8 20" stroke="#8a5a3c" stroke-width="4" fill="none"/><path d="M-24 40Q0 52 24 40Q0 34-24 40" fill="#a33"/>`;
  const all = people.map(
    ({ x, y, scale }) => `<g transform="translate(${x} ${y}) scale(${scale})">${person}</g>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
    <radialGradient id="skin" cx=".5" cy=".4"><stop offset="0" stop-color="#f0c8a8"/><stop offset="1" stop-color="#c08a66"/></radialGradient>
    </defs><rect width="100%" height="100%" fill="#8fa3b5"/>${all.join('')}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

/** Whether a box lies around a drawn face: its center within a quarter of the face's width, its width about right. */
export function isAround(
  person: DrawnPerson,
  box: { x: number; y: number; width: number; height: number },
): boolean {
  const face = 112 * person.scale;
  const off = Math.hypot(box.x + box.width / 2 - person.x, box.y + box.height / 2 - person.y);
  return off < 0.25 * face && box.width > 0.75 * face && box.width < 1.4 * face;
}
