import type { ComparedRuns } from '../../../../main/ipc/contract.ts';
import { lab } from '../../../state/lab/lab.svelte.ts';
import type { SeedGroup } from '../../../state/lab/seed-groups.ts';

/** Of several runs what they share of their names; a run alone keeps what distinguishes it from the others. */
export function groupName({ models }: ComparedRuns, { places }: SeedGroup): string {
  const { run, name } = models[places[0]!]!;
  return places.length > 1 ? (lab.runs.get(run)?.name ?? name) : name;
}
