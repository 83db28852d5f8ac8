import { z } from 'zod';

import { presetSchema } from '../../../../../training/presets/schema.ts';
import type { FormField } from '../../../../ipc/contract.ts';

export type Range = Pick<FormField, 'kind' | 'choices' | 'min' | 'max'>;

/** The part of JSON Schema that presets need. */
interface Shape {
  type?: string;
  const?: string;
  enum?: string[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  items?: Shape | Shape[];
  prefixItems?: Shape[];
  properties?: Record<string, Shape>;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  exclusiveMaximum?: number;
}

const PRESET = z.toJSONSchema(presetSchema, { unrepresentable: 'any' }) as Shape;
const STAGES =
  (PRESET.properties!['stages']!.items as Shape).oneOf ??
  (PRESET.properties!['stages']!.items as Shape).anyOf!;

/** What may be set, from the schema that checks it. @param stage kind of the stage; null: of the whole preset */
export function rangeOf(stage: string | null, key: string): Range {
  const top =
    stage === null ? [PRESET] : STAGES.filter(({ properties }) => properties!['kind']!.const === stage);
  const found = key.split('.').reduce((shapes, name) => shapes.flatMap((shape) => inside(shape, name)), top);
  return asRange(found);
}

/** The shapes that a name may have; several where it belongs to one of several kinds. */
function inside(shape: Shape, name: string): Shape[] {
  const inner = shape.properties?.[name];
  return [
    ...(inner ? [inner] : []),
    ...(shape.oneOf ?? shape.anyOf ?? []).flatMap((one) => inside(one, name)),
  ];
}

function asRange(shapes: readonly Shape[]): Range {
  const none = { choices: [], min: null, max: null };
  const choices = [
    ...new Set(shapes.flatMap((shape) => shape.enum ?? (shape.const === undefined ? [] : [shape.const]))),
  ];
  if (choices.length > 0) return { ...none, kind: 'choice', choices };
  const [first] = shapes;
  if (!first) throw new Error('a setting that the schema does not know');
  if (first.type === 'boolean') return { ...none, kind: 'boolean' };
  const alternatives = first.anyOf ?? first.oneOf;
  if (alternatives) return { ...limitsOf(alternatives[0]!), choices: [], kind: 'numbers' };
  if (first.type === 'array') {
    const item = first.prefixItems?.[0] ?? (Array.isArray(first.items) ? first.items[0] : first.items);
    if (item?.enum) return { ...none, kind: 'choice', choices: subsets(item.enum) };
    return { ...limitsOf(item ?? {}), choices: [], kind: 'numbers' };
  }
  if (first.type === 'integer') return { ...limitsOf(first), choices: [], kind: 'whole' };
  if (first.type === 'number') return { ...limitsOf(first), choices: [], kind: 'number' };
  return { ...none, kind: 'text' };
}

/** Whole numbers have no gap below an end that does not belong; JSON's largest one is no limit of ours. */
function limitsOf(shape: Shape): Pick<Range, 'min' | 'max'> {
  const { type, minimum, exclusiveMinimum, maximum, exclusiveMaximum } = shape;
  const inward = type === 'integer' ? 1 : 0;
  const min = minimum ?? (exclusiveMinimum === undefined ? null : exclusiveMinimum + inward);
  const max = maximum ?? (exclusiveMaximum === undefined ? null : exclusiveMaximum - inward);
  return { min, max: max === Number.MAX_SAFE_INTEGER ? null : max };
}

/** Every choice of one or more, as a setting states it. */
function subsets(names: readonly string[]): string[] {
  const all = names.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
  return all.filter((set) => set.length > 0).map((set) => JSON.stringify(set));
}
