import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { Box, Split } from '../types.ts';
import type { Labels } from './csv-row.ts';
import type { ReadResult } from './reader.ts';

/** What rows state of a face. */
type Facts = Labels & { split?: Split };
const LABELS = ['expression', 'gender', 'ageYears', 'custom'] as const satisfies (keyof Labels)[];
const FACTS = [...LABELS, 'split'] as const satisfies (keyof Facts)[];

/** A face as its rows describe it. */
export interface FaceOfRows {
  /** As its first row names the picture. */
  name: string;
  /** Undefined where the picture is not there. */
  file: string | undefined;
  facts: Facts;
  box: Box | undefined;
  /** Its first row. */
  where: CodedMessage;
}

interface Face extends FaceOfRows {
  /** The rows of those facts that its first row lacks. */
  laterWhere: Partial<Record<keyof Facts, CodedMessage>>;
}

/**
 * Joins the rows of one face, of one list or several, task by task: what one row lacks is taken from another. Where two
 * differ in a label or split, the first counts there.
 */
export class FacesOfRows {
  readonly #found: Pick<ReadResult, 'conflictingRows' | 'repeatedRows' | 'rowsWithoutFile'>;
  /** By picture and box. */
  readonly #faces = new Map<string, Face>();

  /** @param found collects rows that differ, that repeat others, and whose picture is not there */
  constructor(found: Pick<ReadResult, 'conflictingRows' | 'repeatedRows' | 'rowsWithoutFile'>) {
    this.#found = found;
  }

  add(row: FaceOfRows): void {
    const { name, file, facts, box, where } = row;
    const key = `${file ?? name}\0${JSON.stringify(box ?? null)}`;
    const face = this.#faces.get(key);
    if (!face) {
      this.#faces.set(key, { ...row, laterWhere: {} });
      if (file === undefined) this.#found.rowsWithoutFile.push(name);
      return;
    }
    const differing = FACTS.find((fact) => differ(face.facts, facts, fact));
    const isNew = fill(face, facts, where);
    if (differing) {
      const first = face.laterWhere[differing] ?? face.where;
      this.#found.conflictingRows.push(message('data.rows', { name, first, second: where }));
    } else if (!isNew && isLabeled(facts)) this.#found.repeatedRows.push(name);
  }

  /**
   * Those whose pictures are there, by their first rows. A row without box is of the picture's only boxed face, unless they
   * differ; without label it is of all its faces.
   */
  faces(): FaceOfRows[] {
    const here = [...this.#faces.values()].filter(({ file }) => file !== undefined);
    const joined = new Set<Face>();
    for (const faces of Map.groupBy(here, ({ file }) => file).values()) {
      const whole = faces.find(({ box }) => !box);
      const boxed = faces.filter(({ box }) => box);
      if (!whole || boxed.length === 0 || (boxed.length > 1 && isLabeled(whole.facts))) continue;
      if (boxed.some(({ facts }) => FACTS.some((fact) => differ(facts, whole.facts, fact)))) continue;
      for (const face of boxed) fill(face, whole.facts, whole.where);
      joined.add(whole);
    }
    return here.filter((face) => !joined.has(face));
  }
}

export function isLabeled(facts: Facts): boolean {
  return LABELS.some((label) => facts[label] !== undefined);
}

const differ = (one: Facts, other: Facts, fact: keyof Facts): boolean =>
  one[fact] !== undefined && other[fact] !== undefined && one[fact] !== other[fact];

/** @returns whether the row states anything that the face lacks */
function fill(face: Face, facts: Facts, where: CodedMessage): boolean {
  const added = FACTS.filter((fact) => face.facts[fact] === undefined && facts[fact] !== undefined);
  for (const fact of added) {
    Object.assign(face.facts, { [fact]: facts[fact] });
    face.laterWhere[fact] = where;
  }
  return added.length > 0;
}
