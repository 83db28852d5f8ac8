import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

import { protocol } from 'electron';
import type { WebFrameMain } from 'electron';

/** Our page comes from a scheme of its own: no file of the machine is a neighbor of it. */
export const SCHEME = 'demiface';
const ORIGIN = `${SCHEME}://app`;
export const PAGE = `${ORIGIN}/index.html`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // No `allow-modals`: print(), alert() and their like do nothing. Forms send nothing (above), but need to be handled.
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

/** Before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/**
 * Serves the built page and nothing beside it.
 * @param folder the built renderer
 * @param language of the document (`lang`) and of the page's messages
 */
export function servePage(folder: string, language: () => string): void {
  protocol.handle(SCHEME, async ({ url }) => {
    const { pathname, origin } = new URL(url.replace(`${SCHEME}:`, 'http:'));
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    const type = TYPES[extname(path)];
    if (origin !== 'http://app' || !path.startsWith(folder + sep) || type === undefined)
      return new Response('not found', { status: 404 });
    try {
      const headers = {
        'content-type': type,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
      };
      const body = new Uint8Array(await readFile(path));
      return new Response(type.startsWith('text/html') ? inLanguage(body, language()) : body, { headers });
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
}

const inLanguage = (html: Uint8Array, language: string): string =>
  new TextDecoder().decode(html).replace('<html lang="en">', `<html lang="${language}">`);

/** Whether a frame shows our page, and is no frame within another. */
export function isOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${ORIGIN}/`);
}
