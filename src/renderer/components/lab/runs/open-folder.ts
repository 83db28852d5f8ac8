import { request } from '../../../state/client.ts';
import { jobs } from '../../../state/jobs.svelte.ts';
import { lab } from '../../../state/lab.svelte.ts';
import { notices } from '../../../state/notices.svelte.ts';
import { lab as words } from '../../../words/lab.ts';

/** Asks for a folder of runs, of the command line or of another machine, and takes them into the list. */
export async function openFolder(): Promise<void> {
  await notices.attempt(async () => {
    const { path } = await request('app.pickFolder', { title: words.runs.openFolderTitle });
    if (path !== null) await take(path);
  });
}

export async function dropFolder(event: DragEvent): Promise<void> {
  const [file] = event.dataTransfer?.files ?? [];
  if (file) await notices.attempt(() => take(window.demiface.pathOf(file)));
}

async function take(folder: string): Promise<void> {
  const { added, updated, skipped } = await jobs.outcome<'open'>(await request('lab.openFolder', { folder }));
  await lab.load();
  notices.tell({
    tone: added + updated > 0 ? 'good' : 'neutral',
    text: words.runs.opened(added, updated, skipped),
  });
}
