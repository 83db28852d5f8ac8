import { expect, it } from 'vitest';

import type { ReportForm, ReportLanguage } from '../../../../../../src/main/ipc/contract.ts';
import { bandsJoining } from '../../../../../../src/inference/live/client-face/bands.ts';
import { addSampleSession } from '../../../../../../src/main/core/features/session/report/bench/sample-session.ts';
import {
  ticks,
  timeScale,
} from '../../../../../../src/main/core/features/session/report/document/chart-scale.ts';
import { expressionArea } from '../../../../../../src/main/core/features/session/report/document/chart-expression.ts';
import {
  duration,
  sharesText,
} from '../../../../../../src/main/core/features/session/report/document/report-format.ts';
import { SessionSeries } from '../../../../../../src/main/core/features/session/report/session-series.ts';
import { execute } from '../../../../../../src/main/core/platform/store/sync.ts';
import { madeRecording } from './made-recording.ts';

const FORMS = ['page', 'long'] as ReportForm[];
const LANGUAGES = ['en', 'de'] as ReportLanguage[];

/** Words of the page, without its style and drawings. */
const words = (html: string) =>
  html
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\u00a0/g, ' ')
    .replace(/\s+/g, ' ');

it.each(LANGUAGES)('has what a reader needs to judge it, in both forms: %s', async (language) => {
  const { ask, ref } = await madeRecording({ minutes: 60 });
  await ask['session.note']({ ...ref, id: 0, atMs: 61_000, text: 'slept badly' });
  for (const form of FORMS) {
    const { html, title } = await ask['session.report']({ ...ref, form, language });
    const text = words(html);
    expect(title).toContain('K-17');
    for (const part of [
      ...[
        'K-17',
        'Spiders',
        'expression.lower',
        'a1'.repeat(32),
        '45 %',
        form === 'page' ? '6 On the hand' : '7 Walking',
        'slept badly',
      ],
      ...(language === 'en'
        ? [
            'It is no diagnosis, no medical finding',
            'November 3, 2026',
            '287 readings',
            'Emergency stop by shortcut',
          ]
        : [
            'Er ist keine Diagnose, kein medizinischer Befund',
            '3. November 2026',
            '287 Messungen',
            'Notstopp durch Tastenkürzel',
          ]),
      ...(language === 'en'
        ? ['other negative expression (disgust, fear, contempt)']
        : ['(Ekel, Angst, Verachtung)']),
    ])
      expect(text, `${form} ${part}`).toContain(part);
    expect(html).not.toMatch(/<script|javascript:|<img|<link|https?:\/\/(?!www\.w3)/i);
    expect(html.match(/<svg role="img"/g)).toHaveLength(form === 'page' ? 1 : 4);
    expect(text).not.toMatch(/undefined|NaN|null|\[object/);
  }
});

it('takes everything that somebody wrote for text', async () => {
  const evil = `</style><script>x</script><img src="a" onerror='y'>&amp;`;
  const { ask, ref, files } = await madeRecording({ minutes: 5 }, 'K-18');
  const plain = await ask['session.report']({ ...ref, form: 'long', language: 'en' });
  files.with(ref.client, (file) => {
    const ladder = JSON.stringify({ id: 'x', title: evil, steps: [{ title: evil, hint: evil }] });
    execute(file, file.db.updateTable('sessions').set({ ladder }));
    const value = JSON.stringify({ step: 0, title: evil, by: 'person' });
    execute(file, file.db.updateTable('events').set({ value }).where('kind', '=', 'step'));
  });
  const tags = (html: string) => new Set(html.match(/<[a-z!/]+/gi));
  await ask['session.note']({ ...ref, id: 0, atMs: 1, text: evil });
  const { html } = await ask['session.report']({ ...ref, form: 'long', language: 'en' });
  expect(tags(html)).toEqual(new Set([...tags(plain.html)]));
  expect(html.match(/<style>/g)).toHaveLength(1);
});

it('draws and tells no expression of a session of which less than half counts', async () => {
  const { ask, ref } = await madeRecording({ minutes: 12, usable: 0.3 });
  for (const form of FORMS) {
    const { html } = await ask['session.report']({ ...ref, form, language: 'en' });
    const text = words(html);
    expect(text).toContain('no expression is drawn');
    expect(text).toContain('no expression is given for the session as a whole');
    expect(text).toContain('under half counts');
    expect(text).not.toContain('shares of the time that counts');
    expect(html).not.toContain('crispEdges');
  }
});

it('draws the means of each stretch one on the other, and hatches those of which less than half counts', async () => {
  const { files, ref } = await madeRecording({ minutes: 1 });
  files.with(ref.client, (file) => {
    execute(file, file.db.updateTable('readings').set({ is_talking: 0 }));
    execute(file, file.db.updateTable('readings').set({ is_usable: 0 }).where('at_ms', '>=', 30_000));
    const bands = bandsJoining(['sadness', 'anger', 'disgust', 'fear', 'contempt']);
    const model = { name: '', sha256: '', visible: 'lower' as const, temperature: 1 };
    const series = new SessionSeries([{ ...model, confidenceThreshold: 0.5, bands }]);
    series.read(file, ref.session);
    const svg = expressionArea(series, { fromMs: 0, toMs: 60_000 }, 10, 100);
    const areas = [...svg.matchAll(/<path d="([^"]+)" fill="([^"]+)"/g)];
    expect(areas.map(([, , fill]) => fill)).toEqual([
      '#6b7275',
      '#b28500',
      '#3a93c8',
      '#cc79a7',
      'url(#gap)',
    ]);
    const x = timeScale({ fromMs: 0, toMs: 60_000 });
    const right = (path: string) => Math.max(...[...path.matchAll(/H([\d.]+)/g)].map(([, at]) => Number(at)));
    expect(right(areas[0]![1]!)).toBeCloseTo(x(30_000), 0);
    const bottoms = [...areas[3]![1]!.matchAll(/V([\d.]+)/g)].map(([, at]) => Number(at));
    for (const bottom of bottoms) expect(bottom).toBeCloseTo(110, 1);
  });
});

it('reports a session without exposure, face or rating', async () => {
  const { ask, ref, files } = await madeRecording({ minutes: 1 });
  const empty = files.with(ref.client, (file) => {
    const id = addSampleSession(file, { minutes: 0 });
    execute(file, file.db.deleteFrom('events').where('session', '=', id));
    return id;
  });
  for (const language of LANGUAGES)
    for (const form of FORMS) {
      const { html } = await ask['session.report']({ ...ref, session: empty, form, language });
      expect(words(html)).not.toMatch(/undefined|NaN|null/);
    }
});

it('says times and shares in words', () => {
  expect([0, 59_600, 3_600_000, 3_723_000].map(duration)).toEqual(
    ['0 s', '1 min', '1 h', '1 h 2 min 3 s'].map((text) => text.replaceAll(/(?<=\d) (?=[a-z])/g, '\u00a0')),
  );
  expect(sharesText('en', { neutral: 0.2, fear: 0.6, anger: 0.01 })).toBe(
    'fear 60\u00a0%, neutral 20\u00a0%, not sure 19\u00a0%',
  );
  expect(ticks({ fromMs: 0, toMs: 3_600_000 })).toHaveLength(7);
  expect(ticks({ fromMs: 130_000, toMs: 250_000 })).toEqual([180_000, 240_000]);
});
