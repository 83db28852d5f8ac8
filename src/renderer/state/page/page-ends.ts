import { frame } from '../../messages/index.ts';
import { notices } from './notices.svelte.ts';

const KEY = 'demiface.page-runs';

/** Whether the page before this one, in the same window, ended without being left. */
const hasCrashed: boolean = globalThis.sessionStorage?.getItem(KEY) === 'true';

/** Shows a notice after a crash, and leaves a mark that only an orderly end of the page removes. */
export function recordPageEnd(): () => void {
  if (hasCrashed) notices.tell({ tone: 'bad', ...frame.pageEnded });
  sessionStorage.setItem(KEY, 'true');
  const leave = () => sessionStorage.removeItem(KEY);
  addEventListener('pagehide', leave);
  return () => removeEventListener('pagehide', leave);
}
