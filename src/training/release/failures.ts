import type { Card, Measured } from '../../artifact/card.ts';

/** Groups with fewer pictures say too little. */
const ENOUGH = 30;

const NAMES: Readonly<Record<string, string>> = {
  ageBand: 'age',
  race: "the data set's group",
  light: 'picture',
};

/** In words: what never was in the training pictures, and the groups that are read worse than all, intervals apart. */
export function knownFailures(
  { visible, data }: Pick<Card, 'visible' | 'data'>,
  measured: Measured,
  weakLabels: readonly string[],
): string[] {
  const { intervals, groups } = measured;
  const worse = Object.entries(groups).flatMap(([kind, members]) =>
    Object.entries(members).flatMap(([name, { n, accuracy, maeYears, ci95 }]) => {
      if (n < ENOUGH) return [];
      const who = `${NAMES[kind] ?? kind} ${name} (${n})`;
      if (accuracy !== undefined && ci95['accuracy']![1] < intervals['accuracy']![0])
        return [`${who}: accuracy ${percent(accuracy)}, of all ${percent(measured.metrics['accuracy']!)}`];
      if (maeYears !== undefined && ci95['maeYears']![0] > intervals['maeYears']![1])
        return [
          `${who}: ${maeYears.toFixed(1)} years off, of all ${measured.metrics['maeYears']!.toFixed(1)}`,
        ];
      return [];
    }),
  );
  const cover = { full: null, lower: 'headsets', upper: 'masks' }[visible];
  return [
    ...(cover === null
      ? []
      : [
          `real ${cover}: trained on black halves and drawn ${cover}, real ones carry no labels to measure by`,
        ]),
    `its figures: earlier releases were measured on the same ${measured.split} split, so which one ships is no longer independent of it`,
    ...(data.layout === 'ferplus'
      ? [
          'small gray pictures of 48×48 taught it; ages and groups of the faces are not known, children are few',
        ]
      : []),
    ...(weakLabels.length > 0
      ? [`${weakLabels.join(', ')}: precision cannot be shown to be over 60 %; show their group instead`]
      : []),
    ...worse,
  ];
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
