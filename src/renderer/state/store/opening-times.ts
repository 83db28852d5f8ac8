import type { OpeningHours, OpenSpan } from '../../../main/ipc/contract.ts';

const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** What is meant by `9`, `930`, `9.30`: `09:00`, `09:30`. What is no time stays as it is. */
export function asTime(text: string): string {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:.\s]?(\d{2}))?$/.exec(text.trim()) ?? [];
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return hours !== '' && TIME.test(time) ? time : text;
}

/** What is wrong with the hours of one day, if anything is. Times are compared as text: they have one form. */
export function spansProblem(spans: readonly OpenSpan[]): 'time' | 'order' | 'overlap' | null {
  if (!spans.every(({ from, to }) => TIME.test(from) && TIME.test(to))) return 'time';
  if (spans.some(({ from, to }) => from >= to)) return 'order';
  const sorted = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.some(({ from }, i) => i > 0 && sorted[i - 1]!.to > from) ? 'overlap' : null;
}

/** With other hours on one day. @param day 0 Monday … 6 Sunday */
export function withDay(opening: OpeningHours, day: number, spans: readonly OpenSpan[]): OpeningHours {
  return opening.map((before, i) => (i === day ? spans : before));
}

/** One span more: after the last one where there is time left, else in the daytime. */
export function withSpan(spans: readonly OpenSpan[]): OpenSpan[] {
  const last = spans.at(-1);
  const begin = last && TIME.test(last.to) && last.to < '22:00' ? Number(last.to.slice(0, 2)) + 1 : null;
  const hour = (n: number) => `${String(n).padStart(2, '0')}:00`;
  const fresh =
    begin === null
      ? { from: '09:00', to: '18:00' }
      : { from: hour(begin), to: hour(Math.min(24, begin + 4)) };
  return [...spans, fresh];
}
