import { htmlText } from '../../../../../../common/html-text.ts';
import type { ReportLanguage, StepSummary } from '../../../../../ipc/contract/session-report.ts';
import { clock, duration, share, sharesText } from './report-format.ts';
import { reportTexts } from './texts/index.ts';

/** A table of stays at steps. */
export function stayTable(language: ReportLanguage, stays: readonly StepSummary[]): string {
  const { steps: words } = reportTexts(language);
  const heads = [
    ...[words.step, words.at, words.length, words.suds, words.habituated, words.usable, words.expression],
  ];
  const rows = stays.map((stay) => {
    const { step, title, fromMs, lengthMs, suds, isHabituated, usableShare, expression } = stay;
    const fallen =
      isHabituated === null ? (suds?.peak === 0 ? '–' : words.few) : isHabituated ? words.yes : words.no;
    const cells: [text: string, kind: string][] = [
      [`${step + 1} ${title}`, 'title'],
      [clock(fromMs), 'number'],
      [duration(lengthMs), 'number'],
      [suds ? `${suds.first} / ${suds.peak} / ${suds.last}` : '–', 'number'],
      [fallen, ''],
      [share(usableShare), 'number'],
      [expression ? sharesText(language, expression) : words.noExpression, ''],
    ];
    return `<tr>${cells.map(([text, kind]) => `<td class="${kind}">${htmlText(text)}</td>`).join('')}</tr>`;
  });
  return `<table><thead><tr>${heads.map((head) => `<th>${htmlText(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
