import type { PresetSummary } from '../../../../ipc/contract.ts';
import type { Preset } from '../../../../../training/presets/index.ts';
import { PRESETS } from '../../../../../training/presets/index.ts';

/** What can be started: pictures of the occlusion task come from several data sets, which the command does. */
export const STARTABLE: readonly Preset[] = PRESETS.filter(({ layout }) => layout !== 'occlusion');

export function presetSummaries(): PresetSummary[] {
  return STARTABLE.map((preset) => ({
    id: preset.id,
    family: familyOf(preset),
    task: preset.task,
    visible: preset.visible,
    layout: preset.layout,
    net: preset.net,
    source: preset.source,
    stages: preset.stages.map(({ kind }) => kind),
  }));
}

function familyOf({ id, net, layout }: Preset): PresetSummary['family'] {
  if (layout === 'occlusion') return 'occlusion';
  if (id.startsWith('smoke-')) return 'smoke';
  return net;
}
