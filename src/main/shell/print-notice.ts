import type { Session } from 'electron';
import { BrowserWindow, session } from 'electron';

import type { Notice } from '../ipc/contract.ts';
import { LOCKED_PAGE } from './locked-page.ts';
import { NOTICE_STYLE, noticePage } from './notice-page.ts';
import { SCHEME } from './page.ts';
import { guard } from './permissions.ts';

const ORIGIN = `${SCHEME}://notice`;
/** No script at all, and nothing but the one stylesheet. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Parts = ReadonlyMap<string, { type: string; text: string }>;

/** Draws notices in a window that nobody sees, one after the other. The answer is the PDF's bytes, A4. */
export function noticePrinter(): (notice: Notice) => Promise<Uint8Array> {
  let parts: Parts = new Map();
  let own: Session | null = null;
  let printing: Promise<unknown> = Promise.resolve();

  async function print(notice: Notice): Promise<Uint8Array> {
    own ??= printSession(() => parts);
    parts = partsOf(notice);
    const window = new BrowserWindow({
      show: false,
      webPreferences: { ...LOCKED_PAGE, javascript: false, session: own },
    });
    try {
      await window.loadURL(`${ORIGIN}/notice.html`);
      return await window.webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
    } finally {
      window.destroy();
    }
  }

  return (notice) => {
    const printed = printing.then(() => print(notice));
    printing = printed.catch(() => {});
    return printed;
  };
}

function partsOf(notice: Notice): Parts {
  return new Map([
    [`${ORIGIN}/notice.html`, { type: 'text/html', text: noticePage(notice) }],
    [`${ORIGIN}/notice.css`, { type: 'text/css', text: NOTICE_STYLE }],
  ]);
}

/** In memory, apart from that of our page: it is granted nothing and reaches nothing but the parts. */
function printSession(parts: () => Parts): Session {
  const own = session.fromPartition('notice');
  guard(
    own,
    (url) => parts().has(url),
    () => false,
  );
  own.protocol.handle(SCHEME, ({ url }) => {
    const part = parts().get(url);
    if (!part) return new Response('not found', { status: 404 });
    const headers = {
      'content-type': `${part.type}; charset=utf-8`,
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    };
    return new Response(part.text, { headers });
  });
  return own;
}
