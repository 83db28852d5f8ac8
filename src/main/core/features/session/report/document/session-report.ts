import { htmlText } from '../../../../../../common/html-text.ts';
import { sessionEventMessage } from '../../../../../ipc/session-event-message.ts';
import type { Consent } from '../../../../../ipc/contract.ts';
import type {
  ReportForm,
  ReportLanguage,
  SessionReport,
} from '../../../../../ipc/contract/session-report.ts';
import type { RecordedSession } from '../recorded-session.ts';
import type { ChartOptions } from './chart.ts';
import { chart } from './chart.ts';
import { ribbonColor } from './chart-expression.ts';
import { howMeasured } from './how-measured.ts';
import { clock, dayAndTime, duration } from './report-format.ts';
import { reportStyle } from './report-style.ts';
import { sentences } from './sentences.ts';
import { stayTable } from './stay-table.ts';
import { reportTexts, reportWording } from './texts/index.ts';

/** What fits on one page; the rest is in the long form, and the page states it. */
const ON_PAGE = { stays: 6, notes: 3, marks: 4 };
/** The long form of a session whose VR program sends markers without end. */
const MAX_EVENTS = 600;
/** Of a chart in detail. */
const DETAIL_MS = 20 * 60_000;
const MAX_DETAILS = 12;

/** The report of a session as HTML to be printed on A4. Every word that somebody wrote is text, whatever is in it. */
export function sessionReport(
  recorded: RecordedSession,
  consent: Consent,
  { form, language }: ChartOptions,
): SessionReport {
  const words = reportTexts(language);
  const title = `${words.title} ${recorded.code} – ${dayAndTime(language, recorded.summary.startedAt)}`;
  const parts = [
    `<h1>${htmlText(words.title)} <small>${htmlText(words.of({ form }))}</small></h1>`,
    factList(facts(language, recorded), 'facts'),
    `<h2>${words.summary.title}</h2>`,
    ...sentences(language, recorded).map((sentence) => `<p>${htmlText(sentence)}</p>`),
    ...charts({ form, language }, recorded),
    ...(recorded.steps.length > 0 ? stays(language, recorded, form) : []),
    '<div class="lists">',
    ...(form === 'page' ? marks(language, recorded) : []),
    ...notes(language, recorded, form),
    '</div>',
    ...(form === 'long' ? allEvents(language, recorded) : []),
    `<h2>${words.how.title}</h2>`,
    factList(howMeasured({ form, language }, recorded, consent), ''),
    `<section class="limits"><h2>${words.limits.title}</h2>`,
    ...[words.limits.diagnosis, words.limits.expression, `${words.limits.suds} ${words.limits.shares}`].map(
      (limit) => `<p>${htmlText(limit)}</p>`,
    ),
    '</section>',
  ];
  const head = `<meta charset="utf-8"><style>${reportStyle(form)}</style><title>${htmlText(title)}</title>`;
  return {
    title,
    html: `<!doctype html><html lang="${language}"><head>${head}</head><body class="${form}">${parts.join('\n')}</body></html>`,
  };
}

function facts(language: ReportLanguage, { code, summary, stored }: RecordedSession): [string, string][] {
  const { facts: words } = reportTexts(language);
  const ended = summary.endedAt === null ? words.notEnded : dayAndTime(language, summary.endedAt);
  return [
    [words.client, code],
    [words.session, String(summary.session)],
    [words.began, dayAndTime(language, summary.startedAt)],
    [words.ended, ended],
    [words.length, duration(summary.lengthMs)],
    [words.exposure, duration(summary.exposureMs)],
    [words.ladder, summary.ladder],
    [words.occlusion, words.occlusions[stored.occlusion]],
  ];
}

const factList = (all: readonly [string, string][], kind: string) =>
  `<dl class="${kind}">${all.map(([name, value]) => `<dt>${htmlText(name)}</dt><dd>${htmlText(value)}</dd>`).join('')}</dl>`;

function charts(wanted: ChartOptions, recorded: RecordedSession): string[] {
  const { form, language } = wanted;
  const { chart: words } = reportTexts(language);
  const lengthMs = Math.max(1, recorded.summary.lengthMs);
  const whole = [`<h2>${words.title}</h2>`, chart(wanted, recorded, { fromMs: 0, toMs: lengthMs })];
  const below = recorded.expression
    ? colorKey(language, recorded)
    : `<p class="quiet">${htmlText(words.none)}</p>`;
  if (form === 'page' || lengthMs <= DETAIL_MS) return [...whole, below];
  const pieceMs = Math.max(DETAIL_MS, lengthMs / MAX_DETAILS);
  const details = Array.from({ length: Math.ceil(lengthMs / pieceMs) }, (_, i) => {
    const span = { fromMs: i * pieceMs, toMs: Math.min(lengthMs, (i + 1) * pieceMs) };
    const title = words.detail({ from: clock(span.fromMs), to: clock(span.toMs) });
    return `<h3>${htmlText(title)}</h3>${chart(wanted, recorded, span)}`;
  });
  return [...whole, below, ...details];
}

function colorKey(language: ReportLanguage, { series }: RecordedSession): string {
  const words = reportTexts(language);
  const items = series.bands.map(({ key }) => {
    const swatch = `<svg viewBox="0 0 1 1" aria-hidden="true"><path d="M0 0h1v1H0z" fill="${ribbonColor(key)}"/></svg>`;
    return `<li>${swatch}${htmlText(words.names[key])}</li>`;
  });
  return `<ul class="key">${items.join('')}<li>${htmlText(words.chart.gap)}</li></ul>`;
}

function stays(language: ReportLanguage, { steps }: RecordedSession, form: ReportForm): string[] {
  const { steps: words } = reportTexts(language);
  const shown = form === 'page' ? steps.slice(0, ON_PAGE.stays) : steps;
  return [
    `<h2>${words.title}</h2>`,
    stayTable(language, shown),
    ...more(words.more, steps.length - shown.length),
    `<p class="quiet">${htmlText(words.rule)}</p>`,
  ];
}

function marks(language: ReportLanguage, { events }: RecordedSession): string[] {
  const words = reportTexts(language);
  const all = events.filter(({ what }) => what.kind === 'marker' || what.kind === 'stop');
  const textOf = reportWording(language);
  const lines = all
    .slice(0, ON_PAGE.marks)
    .map(({ atMs, what }) => `${clock(atMs)} ${textOf(sessionEventMessage(what)!)}`);
  return listed(words.markers.title, lines, more(words.markers.more, all.length - lines.length));
}

function notes(language: ReportLanguage, { notes: all }: RecordedSession, form: ReportForm): string[] {
  const { notes: words } = reportTexts(language);
  const shown = form === 'page' ? all.slice(0, ON_PAGE.notes) : all;
  const lines = shown.map(({ atMs, text }) => `${clock(atMs)} ${text}`);
  return listed(words.title, lines, more(words.more, all.length - shown.length));
}

function allEvents(language: ReportLanguage, { events }: RecordedSession): string[] {
  const { events: words } = reportTexts(language);
  const textOf = reportWording(language);
  const reported = events.flatMap(({ atMs, what }) => {
    const happened = sessionEventMessage(what);
    return happened === null ? [] : [{ atMs, text: textOf(happened) }];
  });
  const rows = reported
    .slice(0, MAX_EVENTS)
    .map(({ atMs, text }) => `<tr><td class="number">${clock(atMs)}</td><td>${htmlText(text)}</td></tr>`);
  if (rows.length === 0) return [];
  const head = `<tr><th>${htmlText(words.at)}</th><th>${htmlText(words.what)}</th></tr>`;
  return [
    `<h2>${words.title}</h2>`,
    `<table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>`,
    ...more(words.more, reported.length - rows.length),
  ];
}

function listed(title: string, lines: readonly string[], after: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const notes = lines.map((text) => `<p class="note text">${htmlText(text)}</p>`);
  return [`<div><h2>${title}</h2>${notes.join('')}${after.join('')}</div>`];
}

const more = (text: (values: { n: number }) => string, n: number): string[] =>
  n > 0 ? [`<p class="quiet">${htmlText(text({ n }))}</p>`] : [];
