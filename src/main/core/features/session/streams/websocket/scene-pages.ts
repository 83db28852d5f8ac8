import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

import { resourcesFolder } from '../../../../../../artifact/places.ts';

/** The example scene: all that the server has, by path. */
const PAGES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/connection.js': ['connection.js', 'text/javascript; charset=utf-8'],
  '/drawing.js': ['drawing.js', 'text/javascript; charset=utf-8'],
  '/scene.js': ['scene.js', 'text/javascript; charset=utf-8'],
};

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

/** Answers a request with a file of the example scene, which runs in any browser, and with nothing else. */
export function servePage(request: IncomingMessage, response: ServerResponse, isOwnHost: boolean): void {
  const page = request.method === 'GET' && isOwnHost ? PAGES[request.url ?? ''] : undefined;
  if (!page) return void response.writeHead(404, HEADERS).end();
  const [file, type] = page;
  readFile(join(resourcesFolder(), 'vr-scene', file)).then(
    (content) => response.writeHead(200, { ...HEADERS, 'Content-Type': type }).end(content),
    () => response.writeHead(404, HEADERS).end(),
  );
}
