import { en } from '../messages/en.ts';
import { lab as words } from '../messages/lab.ts';
import { jobs } from './jobs.svelte.ts';
import { lab } from './lab.svelte.ts';
import type { Notice } from './notices.svelte.ts';
import { notices } from './notices.svelte.ts';

/**
 * Waits for an export, an import or an opened folder, and says what came of it.
 * @param action what can be done with it
 * @throws RequestRefused why it failed
 */
export async function tellEnd({ job }: { job: number }, action?: Notice['action']): Promise<void> {
  const result = await jobs.outcome<'bundle' | 'export' | 'import' | 'open'>({ job });
  switch (result.kind) {
    case 'bundle':
      return notices.tell({ tone: 'good', text: words.run.exported(result.path), action });
    case 'export':
      return notices.tell({ tone: 'good', text: en.models.export.done, detail: result.path, action });
    case 'import':
      return notices.tell({ tone: 'good', text: en.models.import.done, detail: result.text });
    case 'open': {
      const { added, updated, skipped } = result;
      await lab.load();
      const tone = added + updated > 0 ? 'good' : 'neutral';
      return notices.tell({ tone, text: words.runs.opened(added, updated, skipped) });
    }
  }
}
