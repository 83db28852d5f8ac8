import type { ModelFolder } from '../../../../../artifact/model-folder.ts';
import type { PreparedSet } from '../../../../../training/datasets/prepared.ts';
import { reportedSplit } from '../../../../../training/datasets/roles.ts';
import { classNameOf } from '../../../../../training/datasets/targets.ts';
import { comparePredictions, SIGNIFICANCE_LEVEL } from '../../../../../training/evaluation/compare.ts';
import type { Predictions } from '../../../../../training/evaluation/evaluate.ts';
import { readSplit } from '../../../../../training/evaluation/evaluate.ts';
import { FEW_PICTURES } from '../../../../../training/evaluation/groups.ts';
import { absoluteErrors, mean } from '../../../../../training/evaluation/metrics/mae.ts';
import { wilsonInterval } from '../../../../../training/evaluation/significance/wilson.ts';
import type {
  RetrainChange,
  RetrainComparison,
  RetrainFigure,
  RetrainGate,
  RetrainPair,
} from '../../../../ipc/contract.ts';

/** Changed pictures that are listed. */
const MOST_CHANGED = 500;

/** What both models predict of the same pictures. `before`: null where the old one is for other classes. */
interface Both {
  before: Predictions | null;
  after: Predictions;
}

/** Both models on the held-out pictures. @throws DemifaceError as `readSplit` */
export async function readBoth(
  from: ModelFolder,
  model: ModelFolder,
  prepared: PreparedSet,
  signal: AbortSignal,
): Promise<Both> {
  const request = { split: reportedSplit(prepared.pictures), visible: from.card.visible, signal };
  const after = await readSplit(model, prepared, request);
  const isSame = from.card.task === model.card.task && from.card.title === model.card.title;
  return { before: isSame ? await readSplit(from, prepared, request) : null, after };
}

/** @param kept of data sets of the old kind, by name */
export function comparisonOf(both: Both, kept: readonly { name: string; both: Both }[]): RetrainComparison {
  const all = both.after.pictures.map((_, i) => i);
  const own = pairOf(both, all);
  const groups = groupsOf(both);
  const changes = changesOf(both);
  const old = kept.map(({ name, both: of }) => {
    const every = of.after.pictures.map((_, i) => i);
    return { dataSet: name, n: every.length, same: sameOf(of), pair: pairOf(of, every) };
  });
  const gates: RetrainGate[] = [
    ...(isWorse(own) ? (['worse.overall'] as const) : []),
    ...(groups?.some((group) => !group.few && isWorse(group)) ? (['worse.group'] as const) : []),
    ...(old.some(({ pair }) => isWorse(pair)) ? (['worse.kept'] as const) : []),
    ...(groups === null ? (['notChecked'] as const) : []),
  ];
  return {
    own,
    perClass: perClassOf(both),
    verdict: verdictOf(own),
    groups,
    kept: old,
    changed: changes.slice(0, MOST_CHANGED),
    changedCount: changes.length,
    gates,
  };
}

/** Whether the new figure is worse than the old one at all: a person decides how much that weighs. */
function isWorse({ metric, before, after }: RetrainPair): boolean {
  if (!before) return false;
  return metric === 'accuracy' ? after.value < before.value : after.value > before.value;
}

function verdictOf(pair: RetrainPair): RetrainComparison['verdict'] {
  if (pair.before === null) return 'new';
  if (pair.pValue === null || pair.pValue >= SIGNIFICANCE_LEVEL) return 'unclear';
  return isWorse(pair) ? 'worse' : 'better';
}

const isAge = ({ head }: Predictions): boolean => head.labels === null;

function labelAt({ head }: Predictions, value: number): string | number {
  return head.labels === null ? Math.round(value) : head.labels[value]!;
}

/** Right or wrong by the names of classes: the heads of both may have them in another order. */
function isRight(of: Predictions, i: number): boolean {
  return labelAt(of, of.predicted[i]!) === labelAt(of, of.truth[i]!);
}

function pairOf({ before, after }: Both, at: readonly number[]): RetrainPair {
  const part = (of: Predictions): Predictions => ({
    ...of,
    pictures: at.map((i) => of.pictures[i]!),
    truth: at.map((i) => of.truth[i]!),
    predicted: at.map((i) => of.predicted[i]!),
  });
  const test = before && at.length > 0 ? comparePredictions(part(before), part(after)) : null;
  if (isAge(after)) {
    const figure = (of: Predictions): RetrainFigure => ({
      value: mean(absoluteErrors(part(of).truth, part(of).predicted)),
      ...{ low: null, high: null },
    });
    return {
      ...{ n: at.length, metric: 'maeYears', before: before && figure(before), after: figure(after) },
      ...{ lost: null, gained: null, pValue: test?.pValue ?? null },
    };
  }
  const right = (of: Predictions) => at.map((i) => isRight(of, i));
  const [was, is] = [before && right(before), right(after)];
  return {
    ...{ n: at.length, metric: 'accuracy', before: was && shareOf(was), after: shareOf(is) },
    lost: was && was.filter((each, i) => each && !is[i]).length,
    gained: was && was.filter((each, i) => !each && is[i]).length,
    pValue: test?.pValue ?? null,
  };
}

function shareOf(hits: readonly boolean[]): RetrainFigure {
  const n = hits.filter(Boolean).length;
  const [low, high] = wilsonInterval(n, hits.length);
  return { value: hits.length === 0 ? 0 : n / hits.length, low, high };
}

function perClassOf(both: Both): RetrainComparison['perClass'] {
  const { after } = both;
  if (after.head.labels === null) return [];
  return after.head.labels.flatMap((label, index) => {
    const at = after.truth.flatMap((truth, i) => (truth === index ? [i] : []));
    return at.length === 0 ? [] : [{ label, ...pairOf(both, at) }];
  });
}

/** By what pictures carry beside the label; null: nothing. */
function groupsOf(both: Both): RetrainComparison['groups'] {
  const { pictures, head } = both.after;
  const valuesOf = (picture: Predictions['pictures'][number]): Record<string, string> => ({
    ...picture.groups,
    ...(head.task !== 'gender' &&
      picture.gender !== undefined && { gender: classNameOf(picture, 'gender')! }),
  });
  const members = new Map<string, { kind: string; group: string; at: number[] }>();
  for (const [i, picture] of pictures.entries())
    for (const [kind, group] of Object.entries(valuesOf(picture))) {
      const key = JSON.stringify([kind, group]);
      members.set(key, { kind, group, at: [...(members.get(key)?.at ?? []), i] });
    }
  if (members.size === 0) return null;
  return [...members.values()].map(({ kind, group, at }) => ({
    ...{ kind, group, few: at.length < FEW_PICTURES },
    ...pairOf(both, at),
  }));
}

/** What the picture is labeled, was predicted as and is predicted as now. */
function changesOf({ before, after }: Both): RetrainChange[] {
  if (!before) return [];
  return after.pictures.flatMap(({ file }, i): RetrainChange[] => {
    const [was, is] = [labelAt(before, before.predicted[i]!), labelAt(after, after.predicted[i]!)];
    return isSame(was, is)
      ? []
      : [{ picture: file, truth: labelAt(after, after.truth[i]!), before: was, after: is }];
  });
}

/** Years within two of each other count as the same. */
const SAME_YEARS = 2;

function isSame(was: string | number, is: string | number): boolean {
  return typeof was === 'number' && typeof is === 'number' ? Math.abs(was - is) <= SAME_YEARS : was === is;
}

function sameOf({ before, after }: Both): RetrainFigure {
  return shareOf(
    after.pictures.map(
      (_, i) =>
        before !== null && isSame(labelAt(before, before.predicted[i]!), labelAt(after, after.predicted[i]!)),
    ),
  );
}
