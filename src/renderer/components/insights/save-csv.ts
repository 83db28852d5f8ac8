import { request } from '../../state/page/client.ts';
import type { AudienceCsvRequest } from '../../../main/ipc/contract.ts';
import { notices } from '../../state/page/notices.svelte.ts';
import { saveFile } from '../../state/page/save-file.ts';
import { insights } from '../../messages/index.ts';

/** Opens a save dialog, writes exactly what is shown there, and shows a notice. */
export async function saveCsv(answer: AudienceCsvRequest): Promise<void> {
  const name = csvName(answer);
  await saveFile({ title: insights.saveAs({ what: name }), name }, async (token) => {
    const saved = await request('audience.csv', { answer, path: token });
    const show = () =>
      void notices.attempt(() => request('app.reveal', { place: { kind: 'picked', token } }));
    notices.tell({
      tone: 'good',
      text: insights.saved,
      detail: saved.path,
      action: { text: insights.show, run: show },
    });
  });
}

const FILE_NAMES: Readonly<Record<AudienceCsvRequest['kind'], string>> = {
  series: 'faces-seen',
  heatMap: 'hours-of-the-week',
  pyramid: 'age-and-gender',
  dwell: 'time-spent',
  comparison: 'comparison',
};

/** English as the file's content: `faces-seen-by-day 2026-11-02 2026-11-08.csv` */
function csvName(answer: AudienceCsvRequest): string {
  const what = FILE_NAMES[answer.kind];
  const { from, to } =
    answer.kind === 'comparison' ? { from: answer.before.from, to: answer.after.to } : answer.question;
  return `${what}${answer.kind === 'series' ? `-by-${answer.by}` : ''} ${from} ${to}.csv`;
}
