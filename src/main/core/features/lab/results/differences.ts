import type { Preset } from '../../../../../training/presets/index.ts';
import type { ComparedRuns } from '../../../../ipc/contract.ts';
import { valueText } from '../form/values.ts';

/** Where presets differ; a setting that one of them does not have is empty there. */
export function presetDifferences(presets: readonly Preset[]): ComparedRuns['differences'] {
  const settings = presets.map(settingsOf);
  const keys = [...new Set(settings.flatMap((one) => [...one.keys()]))];
  return keys.flatMap((key) => {
    const values = settings.map((one) => one.get(key) ?? '');
    return new Set(values).size > 1 ? [{ key, values }] : [];
  });
}

/** Every value by its dotted path; stages by their kind. What a preset is called is no setting. */
export function settingsOf({ id: _, source: __, stages, ...rest }: Preset): Map<string, string> {
  return new Map([
    ...leaves(rest),
    ...stages.flatMap(({ kind, ...settings }) => leaves(settings, `${kind}.`)),
  ]);
}

function leaves(value: object, prefix = ''): [key: string, value: string][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leaves(inner, `${prefix}${name}.`)
      : [[`${prefix}${name}`, valueText(inner)] as [string, string]],
  );
}
