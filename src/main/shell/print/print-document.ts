import type { Session } from 'electron';
import { BrowserWindow, session } from 'electron';

import { LOCKED_PAGE } from '../windows/locked-page.ts';
import { SCHEME } from '../windows/page.ts';
import { guard } from '../windows/permissions.ts';
import { documentPolicy } from './print-policy.ts';

const DOCUMENT = `${SCHEME}://print/document.html`;

/** Draws documents in a window that nobody sees, one after the other. The answer is the PDF's bytes, A4. */
export function documentPrinter(): (html: string) => Promise<Uint8Array> {
  let shown = '';
  let own: Session | null = null;
  let printing: Promise<unknown> = Promise.resolve();

  async function print(html: string): Promise<Uint8Array> {
    own ??= printSession(() => shown);
    shown = html;
    const window = new BrowserWindow({
      show: false,
      webPreferences: { ...LOCKED_PAGE, javascript: false, session: own },
    });
    try {
      await window.loadURL(DOCUMENT);
      return await window.webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
    } finally {
      shown = '';
      window.destroy();
    }
  }

  return (html) => {
    const printed = printing.then(() => print(html));
    printing = printed.catch(() => {});
    return printed;
  };
}

/** In memory, apart from that of our page: it is granted nothing and reaches nothing but the document. */
function printSession(shown: () => string): Session {
  const own = session.fromPartition('print');
  guard(
    own,
    (url) => url === DOCUMENT,
    () => false,
  );
  own.protocol.handle(SCHEME, ({ url }) => {
    if (url !== DOCUMENT) return new Response('not found', { status: 404 });
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': documentPolicy(shown()),
      'x-content-type-options': 'nosniff',
    };
    return new Response(shown(), { headers });
  });
  return own;
}
