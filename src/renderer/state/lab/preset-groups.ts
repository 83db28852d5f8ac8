import type { ModelTask, PresetSummary, Visible } from '../../../main/ipc/contract.ts';

export interface PresetHalf {
  visible: Visible;
  presets: PresetSummary[];
}
export interface PresetTask {
  task: ModelTask;
  halves: PresetHalf[];
}

const TASK_ORDER: readonly ModelTask[] = ['expression', 'gender', 'age', 'occlusion'];
const HALF_ORDER: readonly Visible[] = ['lower', 'upper', 'full'];

/** Task by task, half by half; within them as they come: the paper's nets, then ours. */
export function groupPresets(presets: readonly PresetSummary[], search = ''): PresetTask[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = presets.filter((preset) => {
    const text = [preset.id, preset.task, preset.visible, preset.net, preset.layout, preset.source]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return TASK_ORDER.flatMap((task) => {
    const halves = HALF_ORDER.flatMap((visible) => {
      const held = found.filter((preset) => preset.task === task && preset.visible === visible);
      return held.length > 0 ? [{ visible, presets: held }] : [];
    });
    return halves.length > 0 ? [{ task, halves }] : [];
  });
}
