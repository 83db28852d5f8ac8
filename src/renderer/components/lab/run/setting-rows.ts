import type { Preset, StageKind } from '../../../../main/ipc/contract.ts';

export interface SettingRow {
  key: string;
  /** By stage, in the order of the preset; null where a stage has none. */
  values: (string | null)[];
}

/** Every value of the preset itself, and of its stages a row each, so that stages can be read beside one another. */
export function settingRows(preset: Preset): {
  whole: { key: string; value: string }[];
  stages: StageKind[];
  rows: SettingRow[];
} {
  const { stages, ...rest } = preset;
  const flat = stages.map((stage) => new Map(leaves(stage)));
  const keys = [...new Set(flat.flatMap((values) => [...values.keys()]))].filter((key) => key !== 'kind');
  return {
    whole: leaves(rest).map(([key, value]) => ({ key, value })),
    stages: stages.map(({ kind }) => kind),
    rows: keys.map((key) => ({ key, values: flat.map((values) => values.get(key) ?? null) })),
  };
}

/** Dotted names of the values inside; a list is one value. */
function leaves(value: object, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): [string, string][] =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leaves(inner, `${prefix}${name}.`)
      : [[`${prefix}${name}`, Array.isArray(inner) ? inner.join(', ') : String(inner)]],
  );
}
