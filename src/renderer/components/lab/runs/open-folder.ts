import type { PathToken } from '../../../../main/ipc/contract.ts';
import { request } from '../../../state/page/client.ts';
import { notices } from '../../../state/page/notices.svelte.ts';
import { notifyEnd } from '../../../state/notify-end.ts';
import { lab as words } from '../../../messages/index.ts';

/** Opens a dialog for a folder of runs, of the command line or of another machine, and takes them into the list. */
export async function openFolder(): Promise<void> {
  await notices.attempt(async () => {
    const picked = await request('app.pickFolder', { title: words.runs.openFolderTitle });
    if (picked !== null) await take(picked.token);
  });
}

export async function dropFolder(event: DragEvent): Promise<void> {
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return;
  await notices.attempt(async () => {
    const dropped = await window.demiface.dropped(file, 'open-folder');
    if (dropped === null) notices.tell({ tone: 'bad', text: words.runs.notFolder });
    else await take(dropped.token);
  });
}

async function take(folder: PathToken<'open-folder'>): Promise<void> {
  await notifyEnd(await request('lab.openFolder', { folder }));
}
