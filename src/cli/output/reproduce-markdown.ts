import { englishText } from '../../messages/english.ts';
import { capital } from '../../common/capital.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { ClaimPart } from '../../training/reproduce/claims.ts';
import {
  DATASET_NAMES,
  METRIC_NAMES,
  netName,
  rowName,
  TABLE_TITLES,
  UNITS,
} from '../../training/reproduce/names.ts';
import type { Panel } from '../../training/reproduce/published.ts';
import { PANELS } from '../../training/reproduce/published.ts';
import type { ReproducedCell, Reproduction } from '../../training/reproduce/results.ts';
import { SCALE_SETTINGS } from '../../training/reproduce/scale.ts';
import type { ReproductionDocument } from './reproduce-document.ts';
import { durationText } from './terminal.ts';

/** The tables as the paper prints them, with what was measured beside its figures, for people to read. */
export function reproductionMarkdown(
  document: Reproduction & Partial<Pick<ReproductionDocument, 'time'>>,
): string {
  const { scale, tables, time } = document;
  return [
    `# The paper's tables, measured here (scale: ${scale})`,
    '',
    'Georgescu, Duta, Ionescu: *Teacher-Student Training and Triplet Loss to Reduce the Effect of Drastic Face Occlusion* (2021).',
    SCALE_SAYS[scale],
    ...(scale === 'smoke'
      ? ['', '**Smoke scale shows that everything runs. Its figures say nothing about the method.**']
      : []),
    '',
    ...claimLines(document),
    ...tables.flatMap((table) => [
      `## ${TABLE_TITLES[table]}`,
      '',
      ...PANELS.filter((panel) => panel.table === table).flatMap((panel) => panelLines(panel, document)),
    ]),
    ...howToRead(document),
    ...testLines(document),
    ...copyLines(document),
    ...dataLines(document),
    ...stageLines(document),
    ...(time
      ? [
          `Made ${time.startedAt.slice(0, 10)}: the run took ${durationText(time.seconds)}, without what stood in the runs folder before it.`,
          '',
        ]
      : []),
  ].join('\n');
}

const SCALE_SAYS: Readonly<Record<Reproduction['scale'], string>> = {
  paper: "The paper's three networks with the paper's settings.",
  compact:
    'Our small network, with settings of ours that two processor cores can bear; no figure of the paper is its own.',
  smoke: 'Our small network, on a few hundred pictures and for an epoch or two.',
};

function claimLines({ scale, claims, cells }: Reproduction): string[] {
  return [
    "## Which of the paper's four claims the figures support",
    '',
    'A figure bears a claim out if its whole 95 % interval does. Gains over the student count if they are significant after Holm’s correction over the table. Intervals of other differences are those of unpaired figures, wider than paired ones. Counts of the paper go by its printed figures alone, which have no intervals.',
    ...(cells.some(({ isEarlier }) => isEarlier)
      ? [
          '',
          'Figures marked ‡ were published before predictions were kept, on the labels and splits of that time, with C of the ensembles chosen among our smaller values: they cannot be recomputed until their models are trained anew, and their verdicts are provisional.',
        ]
      : []),
    '',
    ...(scale === 'smoke' ? ['Of smoke figures the verdicts only show how they are reached.', ''] : []),
    ...claims.flatMap(({ statement, verdict, parts }, i) => [
      `${i + 1}. ${englishText(statement)} **${capital(verdict)}.**`,
      ...parts.flatMap(partLines),
    ]),
    '',
  ];
}

const MARKS = new Map([
  [true, '✓'],
  [false, '✗'],
  [null, '–'],
]);

function partLines({ statement, verdict, checks, held, of, inPaper, missing }: ClaimPart): string[] {
  const verdictText = of > 0 ? `${capital(verdict)}: ${held} of ${of}` : 'Undecided';
  return [
    `   - ${englishText(statement)} **${verdictText}** (in the paper ${inPaper.held} of ${inPaper.of}).`,
    ...checks.map(({ where, numbers, holds }) => `     - ${MARKS.get(holds)} ${where}: ${numbers}`),
    ...(missing.length > 0 ? [`     - missing: ${missing.join('; ')}`] : []),
  ];
}

function panelLines(panel: Panel, { cells }: Reproduction): string[] {
  const { table, dataset, metric, task } = panel;
  const ofPanel = cells.filter(
    (cell) => cell.table === table && cell.dataset === dataset && cell.metric === metric,
  );
  const models = ofPanel.filter(({ model }) => model !== 'reference');
  const nets = [...new Set(models.map(({ net }) => net))];
  const columns = nets.flatMap((net) => {
    const own = models.filter((cell) => cell.net === net);
    return [
      ...(own.some(({ published }) => published !== null)
        ? [{ net, title: `${netName(net)}, paper`, say: publishedText }]
        : []),
      ...(own.some(({ measured }) => measured !== null)
        ? [{ net, title: `${netName(net)}, here`, say: measuredText }]
        : []),
    ];
  });
  const rows = panel.rows.map((row) => [
    rowName({ table, task, model: row.model }),
    row.train,
    seen(row.test),
    ...columns.map(({ net, say }) =>
      say(
        models.find(
          (cell) =>
            cell.net === net &&
            cell.model === row.model &&
            cell.train === row.train &&
            cell.test === row.test,
        )!,
      ),
    ),
  ]);
  const empty = Map.groupBy(
    models.filter(({ reason }) => reason !== null),
    ({ reason }) => englishText(reason!),
  );
  const reasons = [...empty].map(
    ([reason, own]) => `${[...new Set(own.map(({ net }) => netName(net)))].join(', ')}: ${reason}`,
  );
  const others = ofPanel.filter(({ model }) => model === 'reference');
  return [
    `### ${DATASET_NAMES[dataset]}, ${METRIC_NAMES[metric]} (${UNITS[metric]})`,
    '',
    ...markdownTable(['model', 'learned from', 'reads', ...columns.map(({ title }) => title)], rows),
    '',
    ...(reasons.length > 0 ? [`Not measured: ${reasons.join('; ')}.`, ''] : []),
    ...(others.length > 0
      ? [
          `Others on whole faces, as the paper prints them: ${others.map(({ net, published }) => `${net} ${published!.toFixed(2)}`).join(', ')}.`,
          '',
        ]
      : []),
  ];
}

const seen = (visible: Visible): string => (visible === 'full' ? 'full' : `${visible} half`);

function publishedText({ published, publishedSignificant }: ReproducedCell): string {
  return published === null ? '' : `${published.toFixed(2)}${publishedSignificant ? '†' : ''}`;
}

function measuredText({ measured, ci95, std, seeds, significant, isEarlier }: ReproducedCell): string {
  if (measured === null || ci95 === null) return '';
  const spread = std === null ? '' : ` (${seeds.length} seeds, sd ${std.toFixed(2)})`;
  return `**${measured.toFixed(2)}**${significant ? '†' : ''}${isEarlier ? '‡' : ''} ${plusMinus(ci95)}${spread}`;
}

const plusMinus = ([low, high]: readonly [number, number]): string => `±${((high - low) / 2).toFixed(2)}`;

function howToRead({ scale, seeds }: Reproduction): string[] {
  const { evaluateAtMost } = SCALE_SETTINGS[scale];
  return [
    '## How to read the figures',
    '',
    '- ± half of the 95 % interval, by bootstrap over the pictures.',
    '- † significantly better than the student of the same half on the same pictures, in every seed: the largest p of the seeds is below 0.05 after Holm’s correction over the table. Accuracy: McNemar’s test, as in the paper; else paired bootstrap over the pictures.',
    '- C of the ensembles is chosen among the paper’s five values. Embeddings are standardized before the SVM (ours).',
    ...(SCALE_SETTINGS[scale].nets.includes('compact')
      ? [
          '- Our students look at the visible half alone, one and a half times as large; their teacher sees the whole picture, half black. Teacher and student figures differ by that too.',
        ]
      : []),
    ...(seeds.length > 1
      ? [
          `- Seeds ${seeds.join(', ')}. Figures of several are their means, and sd how far they lie apart. Those without sd are of one seed.`,
        ]
      : [`- Seed ${seeds.join(', ')}.`]),
    ...(evaluateAtMost === undefined
      ? []
      : [`- Measured on a seeded draw of at most ${evaluateAtMost} pictures of the split.`]),
    '',
  ];
}

function testLines({ cells }: Reproduction): string[] {
  const tested = cells.filter(({ pValue }) => pValue !== null);
  if (tested.length === 0) return [];
  const rows = tested.map((cell) => [
    `${cell.table.replace('table', '')}`,
    `${DATASET_NAMES[cell.dataset]}, ${METRIC_NAMES[cell.metric]}`,
    `${rowName({ ...cell, model: cell.model as Panel['rows'][number]['model'] })}, ${netName(cell.net)}`,
    `${signed(cell.difference!)}${cell.differenceCi95 ? ` (${cell.differenceCi95.map(signed).join(' to ')})` : ''}${cell.isEarlier ? '‡' : ''}`,
    cell.tests.map(({ seed, pValue }) => `${seed}: ${probability(pValue)}`).join(', '),
    probability(cell.pValue!),
    probability(cell.pValueHolm!),
    cell.significant ? '†' : '',
  ]);
  return [
    '## Distilled models against the student of the same half',
    '',
    ...markdownTable(
      ['table', 'figure', 'model', 'difference (95 %)', 'p of each seed', 'p', 'p, Holm over the table', ''],
      rows,
    ),
    '',
  ];
}

function copyLines({ cells }: Reproduction): string[] {
  const copied = cells.filter(({ withoutCopies }) => withoutCopies !== null);
  if (copied.length === 0) return [];
  const rows = copied
    .filter(({ table }) => table !== 'table4')
    .map(({ withoutCopies, ...cell }) => [
      `${DATASET_NAMES[cell.dataset]}, ${METRIC_NAMES[cell.metric]}`,
      `${rowName({ ...cell, model: cell.model as Panel['rows'][number]['model'] })}, ${netName(cell.net)}`,
      cell.train,
      seen(cell.test),
      `${cell.measured!.toFixed(2)} (${cell.n})`,
      `${withoutCopies!.measured.toFixed(2)} ${plusMinus(withoutCopies!.ci95)} (${withoutCopies!.n})`,
    ]);
  if (rows.length === 0) return [];
  return [
    '## Without the pictures of which a copy stands in training',
    '',
    ...markdownTable(
      ['figure', 'model', 'learned from', 'reads', 'all (pictures)', 'without copies (pictures)'],
      rows,
    ),
    '',
  ];
}

function dataLines({ data }: Reproduction): string[] {
  const rows = data.map((used) => [
    DATASET_NAMES[used.dataset],
    `${used.size}×${used.size} ${used.color}`,
    used.split,
    used.pictures === used.ofSplit ? `${used.pictures}` : `${used.pictures} drawn of ${used.ofSplit}`,
    `\`${used.fingerprint.slice(0, 16)}…\``,
  ]);
  return [
    '## Data',
    '',
    ...markdownTable(['data set', 'pictures', 'split', 'measured on', 'fingerprint'], rows),
    '',
  ];
}

function stageLines({ stages }: Reproduction): string[] {
  const rows = stages.map(({ kind, preset, seed, key, learningS }) => [
    preset,
    kind,
    `${seed}`,
    learningS === null ? '' : durationText(learningS),
    `\`${key}\``,
  ]);
  return [
    '## Stages',
    '',
    ...markdownTable(['preset', 'stage', 'seed', 'time spent learning', 'key'], rows),
    '',
  ];
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '-')), ...rows.map(line)];
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
const probability = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));
