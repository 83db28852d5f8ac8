import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { columnBoxes } from '../../../../src/renderer/components/plots/column-layout.ts';
import { heatRows } from '../../../../src/renderer/components/insights/heat/heat-rows.ts';
import { pyramidRows } from '../../../../src/renderer/components/insights/pyramid/pyramid-rows.ts';
import type { CampaignComparison } from '../../../../src/main/ipc/contract.ts';
import { openSvelteModules } from './svelte-modules.ts';

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
beforeAll(async () => {
  modules = await openSvelteModules();
});
afterAll(() => modules.close());

const part = (name: string, props: Record<string, unknown>) =>
  modules.render(`components/insights/${name}.svelte`, props);
const count = (html: string, what: RegExp) => [...html.matchAll(what)].length;
/** What is read, without marks and comments. */
const wordsOf = (html: string) =>
  html
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('totals', () => {
  const series = {
    kind: 'series',
    by: 'day',
    points: [],
    visits: 300,
    passersBy: 900,
    headsets: 0,
    k: 10,
    neverObserved: [],
    unreported: [],
  };

  test('tell what is suppressed and why', async () => {
    const html = wordsOf(await part('Totals', { series: { ...series, masked: null } }));
    expect(html).toContain('Masked suppressed');
    expect(html).toContain('Suppressed: fewer than 10 faces');
  });

  test.each([
    ['unreported', 'not shown', 'at least 10 faces were seen'],
    ['unobserved', 'nothing observed', 'No camera observed anything in these days.'],
  ])('say why nothing is shown: %s', async (noFigures, said, why) => {
    const none = { visits: null, passersBy: null, masked: null, headsets: null, noFigures };
    const html = wordsOf(await part('Totals', { series: { ...series, ...none } }));
    expect(html).toContain(`Faces seen ${said} Passers-by ${said}`);
    expect(html).toContain(why);
    expect(html).not.toContain('uppressed');
  });

  test('name the cameras and days that they are without', async () => {
    const unreported = [
      { camera: 'Side', firstDay: '2026-11-02', lastDay: '2026-11-03' },
      { camera: 'Side', firstDay: '2026-11-06', lastDay: '2026-11-06' },
    ];
    const html = wordsOf(await part('Totals', { series: { ...series, masked: 30, unreported } }));
    expect(html).toContain('Not in these figures: Side (');
    expect(html).toMatch(/2 – 3 Nov 2026 and 6 Nov 2026/);
    expect(html).toContain('Fewer than 10 faces were seen there');
  });

  test('explain nothing where nothing is suppressed', async () => {
    const html = wordsOf(await part('Totals', { series: { ...series, masked: 30 } }));
    expect(html).toContain('Masked 30 10% of faces seen');
    expect(html).not.toContain('uppressed');
  });
});

test('the week can be reached by one Tab, closed hours are empty and said', async () => {
  const cells = Array.from({ length: 168 }, (_, i) => {
    const [weekday, hour] = [Math.floor(i / 24) + 1, i % 24];
    const isOpen = weekday < 7 && hour >= 9 && hour < 12;
    return { weekday, hour, visitsPerHour: isOpen ? 12.34 : null, hours: isOpen ? 4 : 0, hoursSpread: 0 };
  });
  const html = await part('heat/HeatTable', { heat: heatRows(cells) });
  expect(count(html, /role="gridcell"/g)).toBe(7 * 3);
  expect(count(html, /tabindex="0"/g)).toBe(1);
  expect(wordsOf(html)).toContain('12 Monday 09:00: 12.3 faces per hour, 4 hours observed');
  expect(wordsOf(html)).toContain('Sunday 11:00: closed, or never observed enough');
  expect(wordsOf(html)).not.toContain('merged');
  // A merged hour is marked and said; the busiest is another one, or none.
  cells[9] = { ...cells[9]!, visitsPerHour: 99, hoursSpread: 2 };
  const some = wordsOf(await part('heat/HeatTable', { heat: heatRows(cells) }));
  expect(some).toContain('Busiest of the hours that were not merged: Monday 10:00, 12.3 faces per hour');
  expect(some).toContain(
    'Monday 09:00: 99.0 faces per hour, 4 hours observed, 2 of them merged and spread evenly',
  );
  expect(some).toContain('Quiet times, merged and spread evenly');
  const all = cells.map((cell) => ({ ...cell, hoursSpread: cell.hours }));
  expect(wordsOf(await part('heat/HeatTable', { heat: heatRows(all) }))).toContain(
    'no single one can be named the busiest',
  );
});

test('the pyramid says figures with their intervals, suppressed ones as such', async () => {
  const put = { value: 35.2, low: 28.4, high: 61.1 };
  const shown = pyramidRows({
    ...{ kind: 'pyramid', ages: ['18-24', 'unknown'], genders: ['male', 'female', 'unknown'] },
    ...{
      noFigures: null,
      neverObserved: [],
      unreported: [],
      isMisfit: false,
      isPartlyCovered: false,
      isCoverSuppressed: false,
    },
    counts: [
      [30, null, null, 80],
      [null, null, 17, 17],
      [30, null, 17, 97],
    ],
    corrected: [
      [put, null, null],
      [null, null, null],
    ],
    absent: [
      [false, false, true],
      [true, true, false],
    ],
    ...{ correctedFor: ['gender'], k: 10 },
  });
  const html = await part('pyramid/PyramidTable', { shown, rest: 'As read.' });
  expect(html).toContain('aria-label="Men 18–24: 35 corrected (95% interval 28 to 61), 30 uncorrected"');
  expect(html).toContain('aria-label="Women 18–24: suppressed"');
  expect(wordsOf(html)).toContain('Not assigned: 17');
  expect(count(html, /class="whisker/g)).toBe(1);
});

test('columns are drawn by their looks', async () => {
  const looks = ['full', 'hatched', 'soft', 'gap'] as const;
  const columns = looks.map((look, slot) => ({
    ...{ id: look, slot, span: 1, value: look === 'gap' ? null : 5, look },
    ...{ text: '', axis: null, title: '', reading: '' },
  }));
  const size = { slots: 4, width: 100, height: 50 };
  const { createRawSnippet } = (await modules.load('../../node_modules/svelte/src/index-server.js')) as {
    createRawSnippet: (make: () => { render: () => string }) => unknown;
  };
  const html = await modules.render('components/plots/ColumnMarks.svelte', {
    ...{ columns, ...size, boxes: columnBoxes(columns, { ...size, max: 5 }), groups: [], ticks: [0, 5] },
    ...{ left: 40, mark: 2, format: String, children: createRawSnippet(() => ({ render: () => '<g></g>' })) },
  });
  const rects = [...html.matchAll(/<rect class="(full|hatched|soft|gap)[^>]*>/g)];
  expect(rects.map(([, look]) => look)).toEqual(looks);
  expect(rects.map(([rect]) => /fill="url\(#[^"]*-(\w+)\)"/.exec(rect)?.[1])).toEqual([
    ...[undefined, 'hatch', undefined, 'gap'],
  ]);
  expect(html).toMatch(/class="mark[^>]*x1="50"/);
});

describe('a comparison', () => {
  const comparison: CampaignComparison = {
    ...{ kind: 'comparison', pairs: 14, hours: 150, before: 188.2, after: 211.4 },
    difference: { value: 23.2, low: 8.1, high: 39.7 },
    change: { value: 0.123, low: 0.043, high: 0.211 },
    ...{
      hoursLeftOut: 3,
      hoursMerged: 4,
      daysLeftOut: 1,
      neverObserved: [],
      daysOfFew: 2,
      unobserved: [],
      problem: null,
    },
  };
  const shown = async (more: Partial<CampaignComparison>) =>
    part('compare/CompareFigures', { comparison: { ...comparison, ...more } });

  test('reports the sentence, the change and what was left out', async () => {
    const html = await shown({});
    expect(html).toContain('aria-label="+12%, 95% interval +4% to +21%"');
    expect(wordsOf(html)).toMatch(
      /^Faces seen rose from 188 to 211 per day, by 12% \(95% interval of the change \+4% to \+21%; 14 pairs of days\)\. Before 188 faces per day After 211 faces per day Change \+12%/,
    );
    expect(wordsOf(html)).toMatch(
      /Left out: 3 hours [^;]*; 4 hours [^;]* merged [^;]*; 1 day without a counterpart; 2 days merged with others because of too few faces\./,
    );
  });

  test('falls back to the difference, then to the figures alone', async () => {
    expect(await shown({ change: null })).toContain('aria-label="+23, 95% interval +8.1 to +40"');
    const bare = await shown({
      change: null,
      difference: null,
      hoursLeftOut: 0,
      hoursMerged: 0,
      daysLeftOut: 0,
      daysOfFew: 0,
    });
    expect(bare).not.toContain('interval');
    expect(wordsOf(bare)).toContain('Nothing was left out');
  });
});

test('one camera stays chosen', async () => {
  const cameras = ['Entrance', 'Side door'].map((name) => ({ id: name, name }));
  const html = await part('CameraChoice', {
    ...{ label: 'Cameras', cameras, chosen: cameras.slice(0, 1), ontoggle: () => undefined },
  });
  expect(count(html, /type="checkbox" checked/g)).toBe(1);
  expect(html).toContain('aria-disabled="true"');
});

describe('an answer', () => {
  interface Asked {
    latest: string | null;
    isWaiting: boolean;
    problem: { code: string; message: string } | null;
    ask: (question: string | null) => Promise<void>;
    again: () => Promise<void>;
  }
  const made = async (ask: (question: string) => Promise<string>) => {
    const { QueryResult } = (await modules.load('state/insights/query-result.svelte.ts')) as {
      QueryResult: new (ask: (question: string) => Promise<string>) => Asked;
    };
    return new QueryResult(ask);
  };

  test('of an older question never replaces a newer one', async () => {
    const doors = new Map<string, (answer: string) => void>();
    const answer = await made((question) => new Promise((open) => doors.set(question, open)));
    const asked = [answer.ask('old'), answer.ask('new')];
    doors.get('new')!('new');
    doors.get('old')!('old');
    await Promise.all(asked);
    expect([answer.latest, answer.isWaiting]).toEqual(['new', false]);
  });

  test('stays in sight until the next is here', async () => {
    const answer = await made((question) => Promise.resolve(question));
    await answer.ask('first');
    const next = answer.ask('second');
    expect([answer.latest, answer.isWaiting]).toEqual(['first', true]);
    await next;
    expect([answer.latest, answer.isWaiting]).toEqual(['second', false]);
    await answer.ask(null);
    expect([answer.latest, answer.isWaiting]).toEqual([null, false]);
  });

  test('that failed reports why, and can be asked again', async () => {
    let isBroken = true;
    const answer = await made((question) =>
      isBroken ? Promise.reject(new Error('no such camera')) : Promise.resolve(question),
    );
    await answer.ask('one');
    expect([answer.latest, answer.problem?.message]).toEqual([null, 'no such camera']);
    isBroken = false;
    await answer.again();
    expect([answer.latest, answer.problem]).toEqual(['one', null]);
  });
});

test('a panel shows waiting, failure, emptiness', async () => {
  const state = async (answer: object, hole: object | null = null) =>
    wordsOf(
      await part('QueryPanel', {
        ...{ title: 'Panel', answer: { latest: null, isWaiting: false, problem: null, ...answer } },
        ...{ file: null, empty: () => hole, children: () => undefined },
      }),
    );
  expect(await state({ isWaiting: true })).toBe('Panel Loading');
  expect(await state({})).toBe('Panel Choose valid days to see figures here.');
  expect(await state({ problem: { code: 'missing', message: 'no such camera' } })).toBe(
    'Panel These figures could not be read No such camera Try again',
  );
  expect(await state({ latest: {} }, { title: 'Nobody', text: 'Wait.' })).toBe('Panel Nobody Wait.');
});
