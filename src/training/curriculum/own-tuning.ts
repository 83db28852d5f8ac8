import { capital } from '../../common/capital.ts';
import type { Preset } from '../presets/index.ts';
import { PRESETS } from '../presets/index.ts';
import type { ChosenSettings } from './chosen-settings.ts';
import { chosenSettings, isOpen, recordedFingerprints } from './chosen-settings.ts';
import type { StageNode } from './plan.ts';

/**
 * In the paper, AffectNet's models take α and C from the same FER+ models (Sec. 4.2.4).
 * @param nodes the stages that will run
 * @returns what a person should know if they are chosen on AffectNet's own pictures instead; else undefined
 */
export function ownTuningNote(
  { id, layout, seed }: Preset,
  nodes: readonly StageNode[],
  choosingIs: string,
  runsFolder: string,
): string | undefined {
  const open = nodes.filter(({ settings }) => isOpen(settings)).map(({ kind }) => kind);
  const lender = PRESETS.find((known) => known.id === id.replace('-affectnet-', '-expression-'));
  if (layout !== 'affectnet' || open.length === 0 || lender?.layout !== 'ferplus') return undefined;
  const chosen = chosenSettings({ ...lender, seed }, recordedFingerprints(runsFolder, 'ferplus'), runsFolder);
  const known = open.flatMap((kind) => optionFor(kind, chosen) ?? []);
  const what = open.map((kind) => (kind === 'triplet' ? 'the margin' : 'C')).join(' and ');
  const advice =
    known.length < open.length
      ? `train ${lender.id} with seed ${seed} in this runs folder first, or state them with --set`
      : `${known.join(' ')} takes over what ${lender.id} chose here`;
  return `${capital(what)} will be chosen on ${choosingIs} of AffectNet; the paper takes what was chosen on FER+: ${advice}.`;
}

function optionFor(kind: StageNode['kind'], { margin, C }: ChosenSettings): string | undefined {
  if (kind === 'triplet') return margin === undefined ? undefined : `--set triplet.margin=${margin}`;
  return C === undefined ? undefined : `--set "ensemble.penalty=[${C}]"`;
}
