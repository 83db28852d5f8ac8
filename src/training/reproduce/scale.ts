import type { Visible } from '../../artifact/labels.ts';
import type { Net } from '../presets/index.ts';
import type { CellPlace } from './cell.ts';
import { PAPER_NETS } from './published.ts';

/** How much is trained: all as the paper has it, our small net, or as little as shows that everything runs. */
export type Scale = 'paper' | 'compact' | 'smoke';
export const SCALES: readonly Scale[] = ['paper', 'compact', 'smoke'];

interface ScaleSettings {
  /** The nets that are trained. */
  readonly nets: readonly Net[];
  /** At most so many pictures of the reported split, drawn by a fixed seed; all without it. */
  readonly evaluateAtMost?: number;
}

export const SCALE_SETTINGS: Readonly<Record<Scale, ScaleSettings>> = {
  paper: { nets: PAPER_NETS },
  compact: { nets: ['compact'] },
  smoke: { nets: ['compact'], evaluateAtMost: 300 },
};

/** Name of the preset that trains a cell's models, with a student of this half. */
export function presetId(scale: Scale, { net, dataset, task }: CellPlace, visible: Visible): string {
  const family = scale === 'smoke' ? 'smoke' : net;
  return `${family}-${dataset === 'affectnet' ? 'affectnet' : task}-${visible}`;
}
