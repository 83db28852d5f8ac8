import type { FormField, StageKind } from '../../../main/ipc/contract.ts';

export interface FormGroup {
  /** `schedule`, `optimizer`, `augmentation` … or empty for what belongs to none. */
  id: string;
  fields: FormField[];
}

export interface FormSection {
  /** Null: the whole run. */
  stage: StageKind | null;
  groups: FormGroup[];
}

/** By stage, as they come; within it by the first name of the key where several fields share it. */
export function formSections(fields: readonly FormField[]): FormSection[] {
  const sections = new Map<StageKind | null, Map<string, FormField[]>>();
  for (const field of fields) {
    const groups = sections.get(field.stage) ?? new Map<string, FormField[]>();
    const id = groupOf(field);
    groups.set(id, [...(groups.get(id) ?? []), field]);
    sections.set(field.stage, groups);
  }
  return [...sections]
    .map(([stage, groups]) => ({ stage, groups: [...groups].map(([id, held]) => ({ id, fields: held })) }))
    .sort((a, b) => Number(a.stage !== null) - Number(b.stage !== null));
}

function groupOf({ key, stage }: FormField): string {
  const path = key.split('.');
  const own = stage !== null && path[0] === stage ? path.slice(1) : path;
  return own.length > 1 ? own[0]! : '';
}

export const isChanged = (field: FormField, edits: ReadonlyMap<string, string>): boolean =>
  !sameValue(edits.get(field.key) ?? field.preset, field.preset);

/** `0.10` is `0.1`; `[1, 2]` is `[1,2]`. */
function sameValue(a: string, b: string): boolean {
  const bare = (text: string) => text.replaceAll(/[\s[\]]/g, '');
  if (bare(a) === bare(b)) return true;
  return a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b);
}

/** As `lab.start` takes them, in the order of the form; only what differs from the preset. */
export function settingsOf(fields: readonly FormField[], edits: ReadonlyMap<string, string>): string[] {
  return fields
    .filter((field) => isChanged(field, edits))
    .map((field) => `${field.key}=${written(field, edits.get(field.key)!.trim())}`);
}

function written({ kind }: FormField, text: string): string {
  if (kind !== 'numbers' || text.startsWith('[') || !text.includes(',')) return text;
  return `[${text}]`;
}

/** Which field a problem is about: its text begins with the key, or names it. */
export function fieldOfProblem(problem: string, fields: readonly FormField[]): string | null {
  const begins = fields.find(({ key }) => problem.startsWith(`${key}:`) || problem.startsWith(`${key} `));
  if (begins) return begins.key;
  const named = fields
    .filter(({ key }) => problem.includes(key))
    .sort((a, b) => b.key.length - a.key.length)[0];
  return named?.key ?? null;
}
