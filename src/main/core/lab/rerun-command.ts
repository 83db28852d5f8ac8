import type { Preset, StageKind } from '../../ipc/contract.ts';
import { PRESETS, withSettings } from '../../../training/presets/index.ts';
import { settingsOf } from './differences.ts';

/**
 * What `--set` has to say so that a preset of this name is this one.
 * @returns null if that cannot be said: the preset is of another version, or its settings cannot be set
 */
export function settingsFor(preset: Preset): string[] | null {
  const named = PRESETS.find(({ id }) => id === preset.id);
  if (!named) return null;
  const before = settingsOf(named);
  const settings = [...settingsOf(preset)].flatMap(([key, value]) =>
    key !== 'seed' && before.get(key) !== value ? [`${key}=${value}`] : [],
  );
  // A changed kind drops all that belonged to the former one, so what stayed the same must be said too.
  const kinds = settings.flatMap((setting) => /^(\w+\.\w+)\.kind=/.exec(setting)?.[1] ?? []);
  const again = [...settingsOf(preset)].flatMap(([key, value]) =>
    kinds.some((group) => key.startsWith(`${group}.`)) ? [`${key}=${value}`] : [],
  );
  const all = [...new Set([...settings, ...again])];
  try {
    const made = settingsOf(withSettings(named, [...all, `seed=${preset.seed}`]));
    const wanted = settingsOf(preset);
    const isSame = made.size === wanted.size && [...wanted].every(([key, value]) => made.get(key) === value);
    return isSame ? all : null;
  } catch {
    return null;
  }
}

/** The command that runs it again. @returns null as `settingsFor` */
export function rerunCommand(preset: Preset, until: StageKind | null, data: string): string | null {
  const settings = settingsFor(preset);
  if (!settings) return null;
  return [
    `demiface train --preset ${preset.id}`,
    `--data ${quoted(`${preset.layout}=${data}`)}`,
    `--seed ${preset.seed}`,
    ...settings.map((setting) => `--set ${quoted(setting)}`),
    ...(until === null ? [] : [`--until ${until}`]),
  ].join(' ');
}

function quoted(text: string): string {
  return /^[\w=./:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
