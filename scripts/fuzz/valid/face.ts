import sharp, { type Sharp } from 'sharp';

/** A drawn face: enough for every decoder. */
export function face(side: number): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 10 10">
    <rect width="10" height="10" fill="#346"/><ellipse cx="5" cy="5" rx="3.5" ry="4.4" fill="#dca"/>
    <circle cx="3.5" cy="4" r=".5"/><circle cx="6.5" cy="4" r=".5"/><path d="M3.5 7q1.5 1 3 0" fill="none" stroke="#711"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}
