import type { z } from 'zod';

import { DemifaceError } from '../../common/error.ts';
import { definePreset, isLearning } from './preset.ts';
import type { Preset, StagePreset } from './preset.ts';
import { presetSchema } from './schema.ts';
import { message, joined, type CodedMessage } from '../../messages/message.ts';

/** What may be set of the preset itself. The rest is fixed by its name. */
const PRESET_KEYS = [
  'seed',
  'batchSize',
  'limitPictures',
  'choosing',
  'inputSize',
  'half',
  'color',
  'scaling',
] as const;
/** What a stage may have besides what it has. */
const OPTIONAL_STAGE_KEYS = ['labelSmoothing', 'occlusion.drawnShare'] as const;
/** What decides which stage it is, and what it sees: its preset's name states it. */
const FIXED_STAGE_KEYS: readonly string[] = ['kind', 'occlusion.visible', 'distillation.kind'];

/** Of smaller pictures nothing is left behind the layers of these nets. */
const MIN_INPUT_SIZES: Partial<Record<Preset['net'], number>> = { 'vgg-f': 59, 'vgg-face': 32 };

type Fields = Record<string, unknown>;

/**
 * The preset with some of its settings replaced, as `train --set key=value` gives them. A key of the preset
 * (`seed`), of every stage (`epochs`, `schedule.rate`), or of one (`student.epochs`). Setting `optimizer.kind` or
 * `schedule.kind` to another kind drops the settings of the former, so those of the new one must be given too.
 * @returns a new frozen preset of the same id; the given one stays as it is
 * @throws DemifaceError `usage` naming the keys, for an unknown key or a value of the wrong type or range
 */
export function withSettings(preset: Preset, settings: readonly string[]): Preset {
  const draft = structuredClone(preset);
  const pairs = settings.map((setting) => split(setting, preset));
  // Kinds first: they decide which other keys there are.
  for (const [key, value] of pairs.filter(([key]) => key.endsWith('.kind'))) set(preset, draft, key, value);
  for (const [key, value] of pairs.filter(([key]) => !key.endsWith('.kind'))) set(preset, draft, key, value);
  const { error } = presetSchema.safeParse(draft);
  if (error) throw refuse(explain(error, preset), preset);
  const nonsense = senseless(draft);
  if (nonsense) throw refuse(nonsense, preset);
  return definePreset(draft);
}

/** The keys that can be set: of the preset, then of its stages. */
export function settingKeys(preset: Preset): { preset: readonly string[]; stage: readonly string[] } {
  const own = preset.stages.flatMap((stage) => leaves(stage));
  const stage = [...new Set([...own, ...OPTIONAL_STAGE_KEYS])]
    .filter((key) => !FIXED_STAGE_KEYS.includes(key))
    .sort((a, b) => Number(a.includes('.')) - Number(b.includes('.')));
  const { scaling, half } = preset;
  const nested: Partial<Record<(typeof PRESET_KEYS)[number], string[]>> = {
    scaling: leaves({ scaling }),
    half: half ? ['half.inputSize'] : [],
  };
  return { preset: PRESET_KEYS.flatMap((key) => nested[key] ?? [key]), stage };
}

function split(setting: string, preset: Preset): readonly [key: string, value: unknown] {
  const at = setting.indexOf('=');
  if (at < 1) throw refuse(message('run.noKeyValue', { setting }), preset);
  return [setting.slice(0, at).trim(), parse(setting.slice(at + 1).trim())];
}

/** A number, true or false, a list in brackets; anything else is text. */
function parse(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text !== '' && Number.isFinite(Number(text))) return Number(text);
  if (text.startsWith('[')) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

function set(preset: Preset, draft: Preset, key: string, value: unknown): void {
  const [head, ...rest] = key.split('.') as [string, ...string[]];
  const unknown = () => refuse(message('run.noSetting', { key }), preset);
  if ((PRESET_KEYS as readonly string[]).includes(head)) {
    if (!settingKeys(preset).preset.includes(key)) throw unknown();
    return assign(draft, [head, ...rest], value, unknown);
  }
  const named = draft.stages.filter(({ kind }) => kind === head);
  const path = named.length > 0 ? rest : [head, ...rest];
  if (FIXED_STAGE_KEYS.includes(path.join('.')) || path.length === 0) throw unknown();
  const stages = named.length > 0 ? named : draft.stages.filter((stage) => takes(stage, path));
  // No stage takes it: the schema names the key where it finds it.
  for (const stage of stages.length > 0 ? stages : draft.stages) assign(stage, path, value, unknown);
}

/** Whether a key that names no stage is meant for this one. */
function takes(stage: StagePreset, path: readonly string[]): boolean {
  const optional = (OPTIONAL_STAGE_KEYS as readonly string[]).includes(path.join('.'));
  return Object.hasOwn(stage, path[0]!) || (optional && isLearning(stage));
}

/** Replaces one value within a copy; whether the last name exists is for the schema to say. */
function assign(
  owner: object,
  path: readonly string[],
  value: unknown,
  unknownKey: () => DemifaceError,
): void {
  let fields = owner as Fields;
  for (const name of path.slice(0, -1)) {
    const inner = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) throw unknownKey();
    fields = inner as Fields;
  }
  const last = path.at(-1)!;
  if (last === '__proto__') throw unknownKey();
  if (last === 'kind' && fields['kind'] !== value)
    for (const name of Object.keys(fields)) delete fields[name];
  fields[last] = value;
}

/** What is wrong with settings that are each right, if anything. */
function senseless({ layout, task, net, inputSize, stages }: Preset): CodedMessage | undefined {
  const [first] = stages;
  const least = MIN_INPUT_SIZES[net] ?? 0;
  if (inputSize < least) return message('run.inputTooSmall', { net, least, size: inputSize });
  if (first?.kind === 'teacher' && first.start === 'parent') return message('run.teacherStart');
  if (layout !== 'ferplus' && stages.some((stage) => isLearning(stage) && stage.targets === 'votes'))
    return message('run.noVotes', { layout });
  const scoresAges = task === 'age' && net.startsWith('compact');
  if (!scoresAges && stages.some((stage) => isLearning(stage) && stage.targets === 'distribution'))
    return message('run.noDistribution');
  return undefined;
}

function explain(error: z.ZodError, preset: Preset): CodedMessage {
  const issue = error.issues[0]!;
  const path = issue.path.map(String);
  if (path[0] === 'stages') path.splice(0, 2, preset.stages[Number(path[1])]!.kind);
  if (issue.code === 'unrecognized_keys')
    return message('run.noSetting', { key: [...path, issue.keys[0]].join('.') });
  const problem = issue.message.replace('Invalid input: ', '');
  return message('run.settingProblem', { key: path.join('.'), problem });
}

/** What can be set follows the problem: the form of the window shows that anyway. */
export class SettingError extends DemifaceError {
  readonly problem: CodedMessage;

  constructor(problem: CodedMessage, rest: CodedMessage) {
    super('usage', rest);
    this.problem = problem;
  }
}

function refuse(problem: CodedMessage, preset: Preset): SettingError {
  const keys = settingKeys(preset);
  return new SettingError(
    problem,
    message('run.cannotSet', {
      problem,
      preset: preset.id,
      keys: keys.preset,
      stages: joined(
        preset.stages.map(({ kind }) => `${kind}.`),
        'or',
      ),
      stageKeys: keys.stage,
    }),
  );
}

/** Dotted paths of the values inside; a list is one value. */
function leaves(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leaves(inner, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}
