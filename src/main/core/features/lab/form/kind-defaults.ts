import type { Preset, StagePreset } from '../../../../../training/presets/index.ts';
import { isLearning } from '../../../../../training/presets/index.ts';

/** A form changes a schedule's or an optimizer's kind first and its numbers after: until then these stand. */
const OPTIMIZERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sgd: { momentum: '0.9', nesterov: 'true', weightDecay: '0.0005' },
  adam: { beta1: '0.9', beta2: '0.999', epsilon: '1e-8', weightDecay: '0' },
};

function schedules(rate: number): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return {
    constant: { rate: `${rate}` },
    plateau: { rate: `${rate}`, factor: '0.1', patience: '10', floor: `${rate / 100}` },
    'one-cycle': { peak: `${rate}`, warmupShare: '0.25', startFactor: '0.04', endFactor: '0.000004' },
  };
}

/** The settings, and before them what a changed kind needs and they do not say. */
export function withKindDefaults(preset: Preset, settings: readonly string[]): string[] {
  const added = settings.flatMap((setting) => {
    const at = setting.indexOf('=');
    const key = setting.slice(0, at).trim();
    const kind = setting.slice(at + 1).trim();
    const [, stage = '', group] = /^(?:(\w+)\.)?(schedule|optimizer)\.kind$/.exec(key) ?? [];
    if (group === undefined) return [];
    return preset.stages
      .filter((one) => isLearning(one) && (stage === '' || one.kind === stage))
      .flatMap((one) => defaultsOf(one, group as 'schedule' | 'optimizer', kind));
  });
  return [...added, ...settings];
}

function defaultsOf(stage: StagePreset, group: 'schedule' | 'optimizer', kind: string): string[] {
  if (!isLearning(stage) || stage[group].kind === kind) return [];
  const { schedule } = stage;
  const known =
    group === 'optimizer'
      ? OPTIMIZERS
      : schedules(schedule.kind === 'one-cycle' ? schedule.peak : schedule.rate);
  return Object.entries(known[kind] ?? {}).map(([name, value]) => `${stage.kind}.${group}.${name}=${value}`);
}
