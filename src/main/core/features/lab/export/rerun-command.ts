import { escaped } from '../../../../../common/escaped-pairs.ts';
import type { ClassNames, Interpretation } from '../../../../../training/sources/types.ts';
import type { Preset, StageKind } from '../../../../../training/presets/index.ts';
import { onLayout, PRESETS, withSettings } from '../../../../../training/presets/index.ts';
import { settingsOf } from '../results/differences.ts';

/**
 * What `--set` has to say so that a preset of this name is this one.
 * @returns null if there is no such command: the preset is of another version, or its settings cannot be set
 */
export function settingsFor(preset: Preset): string[] | null {
  const published = PRESETS.find(({ id }) => id === preset.id);
  if (!published) return null;
  const named = preset.layout === 'occlusion' ? published : onLayout(published, preset.layout);
  const before = settingsOf(named);
  const settings = [...settingsOf(preset)].flatMap(([key, value]) =>
    key !== 'seed' && before.get(key) !== value ? [`${key}=${value}`] : [],
  );
  // A changed kind drops all that belonged to the former one, so what stayed the same must be listed too.
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

/** A run as the command has to repeat it. */
export interface Rerun {
  preset: Preset;
  until: StageKind | null;
  /** Root of the data set. */
  root: string;
  interpretation?: Interpretation | undefined;
}

/** The command that runs it again. @returns null as `settingsFor` */
export function rerunCommand({ preset, until, root, interpretation = {} }: Rerun): string | null {
  const settings = settingsFor(preset);
  if (!settings) return null;
  const { labelOrders = [], boxOrientation, classNames, faces } = interpretation;
  const isOwn = preset.layout === 'folder' || preset.layout === 'csv';
  return [
    `demiface train --preset ${preset.id}`,
    `--data ${quoted(`${preset.layout}=${root}`)}`,
    ...labelOrders.map((order) => `--label-order ${order}`),
    ...(boxOrientation === undefined ? [] : [`--box-orientation ${boxOrientation}`]),
    ...(classNames ? classNameOptions(classNames) : []),
    ...(isOwn && faces !== 'find' ? ['--cropped'] : []),
    `--seed ${preset.seed}`,
    ...settings.map((setting) => `--set ${quoted(setting)}`),
    ...(until === null ? [] : [`--until ${until}`]),
  ].join(' ');
}

function classNameOptions({ task, labels = {}, column }: ClassNames): string[] {
  const pairs = Object.entries(labels).map(
    ([name, label]) => `${escaped(name)}=${label === null ? '-' : escaped(label)}`,
  );
  return [
    ...(task === 'custom' ? ['--own-classes'] : []),
    ...pairs.map((pair) => `--labels ${quoted(pair)}`),
    ...(column === undefined ? [] : [`--label-column ${quoted(column)}`]),
  ];
}

function quoted(text: string): string {
  return /^[\w=./:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
