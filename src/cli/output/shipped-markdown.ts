import type { Card } from '../../artifact/card.ts';
import { PROMISED_PRECISION } from '../../training/evaluation/calibration/confidence-threshold.ts';
import { wilsonInterval } from '../../training/evaluation/significance/wilson.ts';

/** Where the labels of FER+ came from, by the fingerprint of the pictures; cards of that time do not say it. */
const LABEL_LISTS: Readonly<Record<string, string>> = {
  '091c3c8c5ac80c73f1fcae3908b4f30e2f1b3d6b3cb9edb16cd2503d5a8e125c':
    '`fer2013new.csv` (the lists `label.csv` in the folders, which are preferred now, differ in a few hundred labels)',
};

const percent = (value: number) => (100 * value).toFixed(1);

/** What the models that ship do, for people to read. */
export function shippedLines(cards: readonly Card[]): string[] {
  return [
    'Figures are of the pictures of the reported split without a byte-identical copy in training; beside them those without near-copies too (thumbnails of 16×16 that correlate from .99 on), and those of the whole split. No reported picture was trained on, but earlier releases were measured on the same splits before these models were picked, so the figures may be a little optimistic. Confidence thresholds, weak labels and known confusions are chosen on the model-selection set alone.',
    '',
    '| model | made by | measured on | figure (95 %) | without near-copies | with copies | calibration error | coverage, precision | passes |',
    '|-|-|-|-|-|-|-|-|-|',
    ...cards.map(row),
    '',
    ...thresholdLines(cards),
    ...labelListLines(cards),
    ...cards.flatMap(notes),
  ];
}

function thresholdLines(cards: readonly Card[]): string[] {
  const chosen = cards.filter(({ selection }) => selection?.threshold);
  if (chosen.length === 0) return [];
  const rules = new Set(chosen.map(({ selection }) => selection!.threshold!.rule));
  return [
    '### Confidence thresholds',
    '',
    ...[...rules].map(
      (rule) =>
        `The calibrated probability from which on a prediction is confident: ${rule}. Coverage is the share of confident predictions, precision the share of these that is right.`,
    ),
    '',
    reportedSentence(chosen),
    '',
    '| model | confidence threshold | model-selection pictures | coverage | precision | reported pictures | coverage | precision (95 %) |',
    '|-|-|-|-|-|-|-|-|',
    ...chosen.map((card) => {
      const { confidenceThreshold, selection, measured } = card;
      const { coverage, precision } = selection!.threshold!;
      const { confidentCoverage, confidentAccuracy } = measured!.metrics;
      const [low, high] = confidentInterval(card);
      const cells = [
        ...[shippedName(card), `${percent(confidenceThreshold)} %`, selection!.n, `${percent(coverage)} %`],
        ...[
          precision === null ? '–' : `${percent(precision)} %`,
          measured!.n,
          `${percent(confidentCoverage!)} %`,
        ],
        `${percent(confidentAccuracy!)} % (${percent(low)} to ${percent(high)})`,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
  ];
}

/** The promise was made without the reported split, so that split can break it. */
function reportedSentence(cards: readonly Card[]): string {
  const below = cards
    .filter(({ measured }) => measured!.metrics['confidentAccuracy']! < PROMISED_PRECISION)
    .map(
      (card) =>
        `${shippedName(card)}, right in ${percent(card.measured!.metrics['confidentAccuracy']!)} % there`,
    );
  const promised = `${100 * PROMISED_PRECISION} %`;
  return `The promise is made on the model-selection set. The reported split, which had no part in the threshold, stands beside it; ${below.length > 0 ? `below ${promised}: ${below.join('; ')}` : `no model is below ${promised} there`}.`;
}

/** Of the precision of confident predictions on the reported split. */
function confidentInterval({ measured }: Card): readonly [number, number] {
  const { n, metrics } = measured!;
  const kept = Math.round(n * metrics['confidentCoverage']!);
  return wilsonInterval(Math.round(kept * metrics['confidentAccuracy']!), kept);
}

/** The public vote lists of FER+ differ: which one gave the labels. */
function labelListLines(cards: readonly Card[]): string[] {
  const lists = new Set(cards.flatMap(({ data }) => LABEL_LISTS[data.fingerprint] ?? []));
  return lists.size === 0
    ? []
    : [`FER+ labels are those of ${[...lists].join(', ')}, by the majority rule.`, ''];
}

/** `expression.lower`, or `occlusion`. */
export function shippedName({ task, visible }: Pick<Card, 'task' | 'visible'>): string {
  return task === 'occlusion' ? task : `${task}.${visible}`;
}

function row(card: Card): string {
  const { stage, branches, flip } = card;
  const { n, split, metrics, intervals, withCopies, withoutNearCopies } = card.measured!;
  const { accuracy, weightedAccuracy, maeYears, ece, confidentCoverage, confidentAccuracy, within80 } =
    metrics;
  const range = (name: string, scale: (value: number) => string) => {
    const [low, high] = intervals[name]!;
    return `(${scale(low)} to ${scale(high)})`;
  };
  const years = (value: number) => value.toFixed(2);
  const figure =
    maeYears === undefined
      ? `${percent(accuracy!)} % ${range('accuracy', percent)}, weighted ${percent(weightedAccuracy!)} % ${range('weightedAccuracy', percent)}`
      : `MAE ${years(maeYears)} years ${range('maeYears', years)}`;
  const other = (figures: typeof withCopies) => {
    if (!figures) return '';
    const { accuracy: right, weightedAccuracy: weighted, maeYears: mae } = figures;
    return `${mae === undefined ? `${percent(right!)} %, weighted ${percent(weighted!)} %` : years(mae)} (${figures.n})`;
  };
  const cells = [
    shippedName(card),
    stage.kind === 'average' ? `mean of ${branches.join(' and ')}` : `${stage.kind}, seed ${stage.seed}`,
    `${n} of ${split}`,
    figure,
    other(withoutNearCopies),
    other(withCopies),
    ece === undefined ? '' : `${percent(ece)} %`,
    confidentCoverage === undefined
      ? `${percent(within80!)} % within the 80 % interval`
      : `${percent(confidentCoverage)} %, ${percent(confidentAccuracy!)} %`,
    String(Math.max(1, branches.length) * (flip ? 2 : 1)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function notes(card: Card): string[] {
  const { perClass } = card.measured!;
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  return [
    `### ${shippedName(card)}`,
    '',
    ...(perClass.length > 0
      ? [
          '| | pictures | recall | precision (95 %) |',
          '|-|-|-|-|',
          ...perClass.map(
            ({ label, support, recall, precision, precisionCi95: [low, high] }) =>
              `| ${label} | ${support} | ${share(recall)} | ${share(precision)} (${percent(low)} to ${percent(high)}) |`,
          ),
          '',
        ]
      : []),
    ...(card.failures.length > 0
      ? ['Known failures:', '', ...card.failures.map((text) => `- ${text}`), '']
      : []),
  ];
}
