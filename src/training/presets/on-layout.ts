import type { Layout } from '../sources/types.ts';
import { definePreset, isLearning } from './preset.ts';
import type { Preset } from './preset.ts';

/** The same curriculum for a data set of another layout: it learns from labels where only FER+ has votes. */
export function onLayout(preset: Preset, layout: Layout): Preset {
  if (layout === preset.layout) return preset;
  return definePreset({
    ...preset,
    layout,
    stages: preset.stages.map((stage) =>
      isLearning(stage) && stage.targets === 'votes' && layout !== 'ferplus'
        ? { ...stage, targets: 'labels' }
        : stage,
    ),
  });
}
