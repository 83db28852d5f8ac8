import type { StoredMessage } from '../../messages/message.ts';
import type { CellPlace, ModelRow } from './cell.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { Interval } from '../evaluation/significance/bootstrap.ts';
import type { Group, KnownFigure } from './claim-checks.ts';
import type { Rule } from './claim-rules.ts';
import { CLAIMS } from './claim-rules.ts';
import { DATASET_NAMES, netName } from './names.ts';
import { PAPER_NETS, PUBLISHED_CELLS } from './published.ts';

export type Verdict = 'supported' | 'not supported' | 'undecided';

export interface Claim {
  statement: StoredMessage;
  /** Supported if every part is; not supported if one is not. */
  verdict: Verdict;
  parts: readonly ClaimPart[];
}

export interface ClaimPart {
  statement: StoredMessage;
  verdict: Verdict;
  checks: readonly CheckedPair[];
  /** How many of the checks hold … */
  held: number;
  /** … of those that count. */
  of: number;
  /** The same of the paper's own figures. */
  inPaper: { held: number; of: number };
  /** What could not be checked, as data set, task and net. */
  missing: readonly string[];
}

export interface CheckedPair {
  /** `FER+ expression, VGG-f, lower half` */
  where: string;
  /** The numbers that decide, with intervals. */
  numbers: string;
  /** Whether the figures bear it out, interval and all; null where they do not count. */
  holds: boolean | null;
}

/** Nets of which the students look at the visible half alone, enlarged; their teacher sees the whole picture, half black. */
const OTHER_CROP: readonly string[] = ['compact'];

type Look = (group: Group, net: string, model: ModelRow, test: Visible) => KnownFigure | undefined;

/**
 * Judges the claims by measured figures.
 * @param cells those that are not measured are missing
 * @param nets that are trained; what is missing of others does not count
 */
export function evaluateClaims(
  cells: readonly (CellPlace & {
    measured: number | null;
    ci95: Interval | null;
    significant: boolean | null;
  })[],
  nets: readonly string[],
): Claim[] {
  const known = cells.flatMap(({ measured: figure, ci95, significant, ...place }) =>
    figure === null ? [] : [{ ...place, figure, ci95, significant }],
  );
  return CLAIMS.map(({ statement, rules }) => {
    const parts = rules.map((rule) => judgePart(rule, lookIn(known), nets));
    return { statement, verdict: overall(parts), parts };
  });
}

const inPaper = lookIn(
  PUBLISHED_CELLS.map(({ published, publishedSignificant, ...place }) => ({
    ...place,
    figure: published,
    ci95: null,
    significant: publishedSignificant,
  })),
);

function judgePart(rule: Rule, look: Look, nets: readonly string[]): ClaimPart {
  const { checks, missing } = check(rule, look, nets);
  const counted = checks.filter(({ holds }) => holds !== null);
  const held = counted.filter(({ holds }) => holds).length;
  const printed = check(rule, inPaper, PAPER_NETS).checks;
  return {
    statement: rule.statement,
    verdict: verdictOf(rule, held, counted.length),
    checks,
    held,
    of: counted.length,
    inPaper: { held: printed.filter(({ holds }) => holds).length, of: printed.length },
    missing,
  };
}

/** Too few checks cannot bear a part out, but they can speak against it. */
function verdictOf({ enough, least }: Rule, held: number, of: number): Verdict {
  if (of === 0) return 'undecided';
  if (!enough(held, of)) return 'not supported';
  return of < least ? 'undecided' : 'supported';
}

function check(
  rule: Rule,
  look: Look,
  nets: readonly string[],
): { checks: CheckedPair[]; missing: string[] } {
  const checks: CheckedPair[] = [];
  const missing = new Set<string>();
  for (const group of rule.groups)
    for (const net of nets) {
      const place = `${DATASET_NAMES[group.dataset]} ${group.task}, ${netName(net)}`;
      for (const { what, needs, judge } of rule.checks(group)) {
        const found = needs.flatMap(([model, test]) => look(group, net, model, test) ?? []);
        const judged = found.length === needs.length ? judge(found) : undefined;
        const counts = !rule.needsSameCrop || !OTHER_CROP.includes(net);
        if (judged)
          checks.push({
            where: `${place}, ${what}`,
            numbers: counts
              ? judged.numbers
              : `${judged.numbers}; the student sees another crop than its teacher`,
            holds: counts ? judged.holds : null,
          });
        else missing.add(place);
      }
    }
  return { checks, missing: [...missing] };
}

function overall(parts: readonly ClaimPart[]): Verdict {
  const has = (verdict: Verdict) => parts.some((part) => part.verdict === verdict);
  if (has('not supported')) return 'not supported';
  return has('undecided') ? 'undecided' : 'supported';
}

/** Of figures that stand twice the first counts: Table 4 repeats those of Tables 1 and 2, without their marks. */
function lookIn(known: readonly (CellPlace & KnownFigure)[]): Look {
  const idOf = (place: Pick<CellPlace, 'dataset' | 'task' | 'metric' | 'net' | 'model' | 'test'>) =>
    [place.dataset, place.task, place.metric, place.net, place.model, place.test].join(' ');
  const byId = Map.groupBy(known, idOf);
  return (group, net, model, test) => byId.get(idOf({ ...group, net, model, test }))?.[0];
}
