import type { CellPlace, ModelRow } from './cell.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { Group, KnownFigure } from './claim-checks.ts';
import type { Rule } from './claim-rules.ts';
import { CLAIMS } from './claim-rules.ts';
import { DATASET_NAMES, netName } from './names.ts';
import { PAPER_NETS, PUBLISHED_CELLS } from './published.ts';

export type Verdict = 'holds' | 'does not hold' | 'cannot be told';

export interface Claim {
  says: string;
  /** Holds if every part does; does not if one does not. */
  verdict: Verdict;
  parts: readonly ClaimPart[];
}

export interface ClaimPart {
  says: string;
  verdict: Verdict;
  checks: readonly CheckedPair[];
  /** How many of the checks hold. */
  held: number;
  /** The same of the paper's own figures. */
  inPaper: { held: number; of: number };
  /** What could not be checked, as data set, task and net. */
  missing: readonly string[];
}

export interface CheckedPair {
  /** `FER+ expression, VGG-f, lower half` */
  where: string;
  /** The numbers that decide. */
  told: string;
  holds: boolean;
}

type Look = (group: Group, net: string, model: ModelRow, test: Visible) => KnownFigure | undefined;

/**
 * Judges the claims by measured figures.
 * @param cells those that are not measured are missing
 * @param nets that are trained; what is missing of others does not count
 */
export function judgeClaims(
  cells: readonly (CellPlace & { measured: number | null; significant: boolean | null })[],
  nets: readonly string[],
): Claim[] {
  const known = cells.flatMap(({ measured: figure, significant, ...place }) =>
    figure === null ? [] : [{ ...place, figure, significant }],
  );
  return CLAIMS.map(({ says, rules }) => {
    const parts = rules.map((rule) => judgePart(rule, lookIn(known), nets));
    return { says, verdict: overall(parts), parts };
  });
}

const inPaper = lookIn(
  PUBLISHED_CELLS.map(({ published, publishedSignificant, ...place }) => ({
    ...place,
    figure: published,
    significant: publishedSignificant,
  })),
);

function judgePart(rule: Rule, look: Look, nets: readonly string[]): ClaimPart {
  const { checks, missing } = check(rule, look, nets);
  const held = checks.filter(({ holds }) => holds).length;
  const printed = check(rule, inPaper, PAPER_NETS).checks;
  return {
    says: rule.says,
    verdict:
      checks.length === 0 ? 'cannot be told' : rule.enough(held, checks.length) ? 'holds' : 'does not hold',
    checks,
    held,
    inPaper: { held: printed.filter(({ holds }) => holds).length, of: printed.length },
    missing,
  };
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
        if (judged) checks.push({ where: `${place}, ${what}`, ...judged });
        else missing.add(place);
      }
    }
  return { checks, missing: [...missing] };
}

function overall(parts: readonly ClaimPart[]): Verdict {
  const said = (verdict: Verdict) => parts.some((part) => part.verdict === verdict);
  if (said('does not hold')) return 'does not hold';
  return said('cannot be told') ? 'cannot be told' : 'holds';
}

/** Of figures that stand twice the first counts: Table 4 repeats those of Tables 1 and 2, without their marks. */
function lookIn(known: readonly (CellPlace & KnownFigure)[]): Look {
  const idOf = (place: Pick<CellPlace, 'dataset' | 'task' | 'metric' | 'net' | 'model' | 'test'>) =>
    [place.dataset, place.task, place.metric, place.net, place.model, place.test].join(' ');
  const byId = Map.groupBy(known, idOf);
  return (group, net, model, test) => byId.get(idOf({ ...group, net, model, test }))?.[0];
}
