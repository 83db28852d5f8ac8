import { textOf } from '../messages/coded.ts';
import { lab as words, messages } from '../messages/index.ts';
import type { JobResult } from '../../main/ipc/contract.ts';
import { jobs } from './jobs/jobs.svelte.ts';
import { lab } from './lab/lab.svelte.ts';
import type { Notice } from './page/notices.svelte.ts';
import { notices } from './page/notices.svelte.ts';

/**
 * Waits for an export, an import, an installation or an opened folder, and shows the result in a notice.
 * @param action what can be done with it
 * @throws RequestRefused why it failed
 */
export async function notifyEnd({ job }: { job: number }, action?: Notice['action']): Promise<void> {
  const result = await jobs.outcome<'bundle' | 'export' | 'import' | 'lsl' | 'open'>({ job });
  switch (result.kind) {
    case 'bundle':
      return notices.tell({ tone: 'good', text: words.run.exported({ path: result.path }), action });
    case 'export':
      return notices.tell({ tone: 'good', text: messages.models.export.done, detail: result.path, action });
    case 'import':
      return notices.tell({
        tone: 'good',
        text: messages.models.import.done,
        detail: result.text.map(textOf).join(' '),
      });
    case 'lsl':
      return notices.tell({ tone: 'good', text: messages.work.lslInstalled });
    case 'open': {
      const { added, updated } = result;
      await lab.load();
      const tone = added + updated > 0 ? 'good' : 'neutral';
      return notices.tell({ tone, text: openedText(result) });
    }
  }
}

function openedText({ added, updated, skipped }: Extract<JobResult, { kind: 'open' }>): string {
  return [
    ...(added + updated === 0 ? [words.runs.openedNone] : []),
    ...(added > 0 ? [words.runs.added({ n: added })] : []),
    ...(updated > 0 ? [words.runs.updated({ n: updated })] : []),
    ...(skipped > 0 ? [words.runs.skipped({ n: skipped })] : []),
  ].join(' ');
}
