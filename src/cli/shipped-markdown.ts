import type { Card } from '../artifact/card.ts';

const percent = (value: number) => (100 * value).toFixed(1);

/** What the models that ship do, for people to read. */
export function shippedLines(cards: readonly Card[]): string[] {
  return [
    '| model | made by | measured on | figure (95 %) | without copies | calibration error | sure of, right in | passes |',
    '|-|-|-|-|-|-|-|-|',
    ...cards.map(row),
    '',
    ...cards.flatMap(notes),
  ];
}

/** `expression.lower`, or `hidden`. */
export function shippedName({ task, visible }: Card): string {
  return task === 'hidden' ? task : `${task}.${visible}`;
}

function row(card: Card): string {
  const { stage, branches, flip } = card;
  const { n, split, metrics, intervals, withoutCopies } = card.measured!;
  const { accuracy, weightedAccuracy, maeYears, ece, sureCoverage, sureAccuracy, within80 } = metrics;
  const range = (name: string, scale: (value: number) => string) => {
    const [low, high] = intervals[name]!;
    return `(${scale(low)} to ${scale(high)})`;
  };
  const years = (value: number) => value.toFixed(2);
  const figure =
    maeYears === undefined
      ? `${percent(accuracy!)} % ${range('accuracy', percent)}, weighted ${percent(weightedAccuracy!)} %`
      : `MAE ${years(maeYears)} years ${range('maeYears', years)}`;
  const fresh = withoutCopies?.accuracy ?? withoutCopies?.maeYears;
  const cells = [
    shippedName(card),
    stage.kind === 'average' ? `mean of ${branches.join(' and ')}` : `${stage.kind}, seed ${stage.seed}`,
    `${n} of ${split}`,
    figure,
    fresh === undefined ? '' : maeYears === undefined ? `${percent(fresh)} %` : years(fresh),
    ece === undefined ? '' : `${percent(ece)} %`,
    sureCoverage === undefined
      ? `${percent(within80!)} % within the 80 % interval`
      : `${percent(sureCoverage)} %, ${percent(sureAccuracy!)} %`,
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
