import { DemifaceError } from '../../../../../common/error.ts';
import { message, type CodedMessage } from '../../../../../messages/message.ts';
import type { Preset, StagePreset } from '../../../../../training/presets/index.ts';
import {
  findPreset,
  settingKeys,
  SettingError,
  withSettings,
} from '../../../../../training/presets/index.ts';
import type { FormField, PresetForm } from '../../../../ipc/contract.ts';
import { withKindDefaults } from './kind-defaults.ts';
import { paperValue } from './paper-values.ts';
import { rangeOf } from './ranges.ts';
import { valueAt, valueText } from './values.ts';
import { FIELD_ORDER, isField } from './field-order.ts';

/** No field of the form: an experiment has seeds, one run for each. */
const SEED = 'seed';

/** What settings may have beside what the stage has now. */
const OPTIONAL = ['labelSmoothing', 'occlusion.drawnShare'];

/**
 * The form of a preset with settings as `--set` takes them. Where they are wrong it lists the problems, and shows them all the same.
 * @throws DemifaceError `usage` if there is no such preset
 */
export function presetForm(id: string, settings: readonly string[]): PresetForm {
  const base = findPreset(id);
  const { preset, problem } = resolve(base, settings);
  const typed = problem === null ? new Map<string, string>() : typedValues(settings);
  const fields = [
    ...settingKeys(base)
      .preset.filter((key) => key !== SEED)
      .map((key) => field({ base, preset, typed }, null, key)),
    ...preset.stages.flatMap((stage) =>
      stageKeys(base, stage).map((key) => field({ base, preset, typed }, stage, key)),
    ),
  ];
  return { preset, fields, problem };
}

/** @throws DemifaceError `usage`, also for a seed, which the seeds of the experiment would replace */
export function resolved(id: string, settings: readonly string[]): Preset {
  const base = findPreset(id);
  if (settings.some((setting) => setting.split('=')[0]!.trim() === SEED))
    throw new DemifaceError('usage', message('run.seedNoSetting'));
  return withSettings(base, withKindDefaults(base, settings));
}

function resolve(
  base: Preset,
  settings: readonly string[],
): { preset: Preset; problem: CodedMessage | null } {
  try {
    return { preset: withSettings(base, withKindDefaults(base, settings)), problem: null };
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    return { preset: base, problem: error.problem };
  }
}

function typedValues(settings: readonly string[]): Map<string, string> {
  return new Map(
    settings.flatMap((setting) => {
      const at = setting.indexOf('=');
      return at < 1 ? [] : [[setting.slice(0, at).trim(), setting.slice(at + 1).trim()] as const];
    }),
  );
}

function stageKeys(base: Preset, stage: StagePreset): string[] {
  const of = (key: string) => valueAt(stage, key) !== undefined;
  const known = [...settingKeys(base).stage, ...settingKeys({ ...base, stages: [stage] }).stage];
  const optional = stage.kind === 'ensemble' ? [] : OPTIONAL;
  const keys = [...new Set(known)].filter((key) => of(key) || optional.includes(key));
  return keys.sort((a, b) => orderOf(a) - orderOf(b));
}

const orderOf = (key: string) => FIELD_ORDER.findIndex((name) => name === key);

interface FormPresets {
  base: Preset;
  preset: Preset;
  /** What was typed, where it is wrong. */
  typed: ReadonlyMap<string, string>;
}

function field({ base, preset, typed }: FormPresets, stage: StagePreset | null, key: string): FormField {
  const kind = stage?.kind ?? null;
  if (!isField(key)) throw new Error(`the setting ${key} is not in the order of fields`);
  const full = kind === null ? key : `${kind}.${key}`;
  const owner = (of: Preset) => (kind === null ? of : (of.stages.find((one) => one.kind === kind) ?? {}));
  return {
    key: full,
    stage: kind,
    name: key,
    ...rangeOf(kind, key),
    value: typed.get(full) ?? typed.get(key) ?? valueText(valueAt(owner(preset), key)),
    preset: valueText(valueAt(owner(base), key)),
    paper: paperValue(base, kind, key),
  };
}
