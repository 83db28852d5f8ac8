import type { ModelPlace } from '../../artifact/model-place.ts';
import { printable } from '../../common/printable.ts';
import type { ModelSummary, PresetSummary, StageKind } from '../../main/ipc/contract.ts';
import { formatCount } from './format.ts';
import { inSentence, messages, nameIn } from './index.ts';

/** What labels, tasks, models and sets of pictures are called. */

const { labels, lab, models, shared } = messages;

export const labelName = (label: string): string => nameIn(labels.names, label);

export const taskNames = labels.tasks;

/** What was done, in words; what another version wrote stays as it is. */
export const auditAction = (action: string): string => nameIn(messages.audit.actions, action);

/** A preset's network; a smoke test is marked. */
export const presetNet = ({ family, net }: Pick<PresetSummary, 'family' | 'net'>): string =>
  family === 'smoke' ? lab.names.smokeTest : nameIn(lab.names.nets, net);

export const stageName = (kind: string): string =>
  kind === 'average' ? models.card.average : nameIn(lab.names.stages, kind);

/** A place among the live models, such as `Expression, lower half visible`. */
export const slotName = ({ task, visible, title }: ModelPlace): string =>
  task === 'occlusion' ? taskNames[task] : `${taskName({ task, title })}, ${shared.visible[visible]}`;

/** A task of the user's own goes by its title. */
export const taskName = ({ task, title }: Pick<ModelPlace, 'task' | 'title'>): string =>
  title === undefined ? taskNames[task] : printable(title);

/** `Expression, lower half visible, trained here` */
export const modelKind = ({
  origin,
  ...place
}: Pick<ModelSummary, 'task' | 'visible' | 'title' | 'origin'>): string =>
  `${slotName(place)}, ${models.kinds[origin]}`;

/** Of a data set, or of the one that a preset is made for. */
export const layoutName = (layout: string): string =>
  nameIn(messages.data.layouts, layout, nameIn(lab.names.dataSets, layout));

/** The pictures that a figure was measured on; null: those that choices are made on. */
export const measuredOn = (split: string | null, n: number | null = null): string =>
  [nameIn(shared.sets, split ?? 'selection'), ...(n === null ? [] : [`n = ${formatCount(n)}`])].join(', ');

/** The same beside a figure in a narrow list. */
export const measuredOnShort = (split: string | null, n: number | null): string =>
  [nameIn(shared.setsShort, split ?? 'selection'), ...(n === null ? [] : [formatCount(n)])].join(' ');

/** Where a preset is from. */
export const presetSource = (source: string): string => (source === 'ours' ? lab.new.ourSource : source);

/** Beside a figure of a run: its name, the stage that it is of and the pictures that it was measured on. */
export const figureOf = (name: string, stage: StageKind | null, n: number | null): string =>
  [
    nameIn(lab.names.metricsShort, name),
    ...(stage === null ? [] : [inSentence(lab.names.stages[stage])]),
    measuredOn(null, n),
  ].join(', ');

/** Beside a mean over seeds. @param n pictures */
export const figureOver = (seeds: number, n: number | null): string =>
  [...(seeds > 1 ? [lab.runs.overSeeds({ n: seeds })] : []), measuredOn(null, n)].join(', ');
