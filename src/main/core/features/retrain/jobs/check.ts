import { readCard } from '../../../../../artifact/model-folder.ts';
import type { RetrainCheck, RetrainFinding, RetrainFindingCode } from '../../../../ipc/contract.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import type { CheckedPicture, OpenedPictures, RetrainPictures } from './pictures.ts';
import { openRetrainPictures } from './pictures.ts';

/** Fewer of a class to learn from cannot teach it, fewer than the second are little. */
const LEAST = { blocks: 5, warns: 20 } as const;
/** The most frequent class over the rarest. */
const UNBALANCED = 5;
/** Names that a finding gives as examples. */
const EXAMPLES = 20;

/** Looks at every picture: whether they are good enough to learn from. */
export const checkPictures: Job<RetrainPictures, RetrainCheck> = async (payload, hooks) => {
  const opened = await openRetrainPictures(payload, hooks);
  const { labels, task } = readCard(payload.from);
  return checkOf(opened, payload, payload.task === task ? labels : null);
};

/** @param known classes of the model that is adapted; null: it gets a new head, or predicts ages */
export function checkOf(
  { pictures, prepared, split }: OpenedPictures,
  { task, repairs }: Pick<RetrainPictures, 'task' | 'repairs'>,
  known: readonly string[] | null,
): RetrainCheck {
  const used = pictures.filter(({ isUsed }) => isUsed);
  const classes = task === 'age' ? [] : classesOf(used);
  const persons = new Set(pictures.flatMap(({ person }) => person ?? []));
  const some = (code: RetrainFindingCode, level: RetrainFinding['level'], found: readonly string[]) => ({
    ...{ code, level, n: found.length, pictures: found.slice(0, EXAMPLES), classes: [], persons: [] },
    ...{ repair: null, isRepaired: false },
  });
  const named = (found: readonly CheckedPicture[]) => found.map(({ file }) => file);
  const repairable = (
    code: RetrainFindingCode,
    repair: NonNullable<RetrainFinding['repair']>,
    isIn: (one: CheckedPicture) => boolean,
  ): RetrainFinding => ({
    ...some(code, 'warns', named(pictures.filter(isIn))),
    ...{ repair, isRepaired: repairs.includes(repair) },
  });
  const findings: RetrainFinding[] = [
    ...amounts(classes, used, task === 'age'),
    repairable('conflicts', 'leaveOutConflicts', ({ isConflict }) => isConflict),
    repairable('duplicates', 'leaveOutDuplicates', ({ isCopy }) => isCopy),
    repairable('nearDuplicates', 'leaveOutNearDuplicates', ({ isNearCopy }) => isNearCopy),
    repairable('dark', 'leaveOutDark', ({ isDark }) => isDark),
    repairable('blurred', 'leaveOutBlurred', ({ isBlurred }) => isBlurred),
    ...personFindings(pictures, persons, repairs),
    some(
      'unreadable',
      'notes',
      prepared.leftOut.map(({ file }) => file),
    ),
    ...newClasses(classes, known),
  ].filter(({ n }) => n > 0);
  return {
    at: new Date().toISOString(),
    ...{ pictures: pictures.length, used: used.length, classes, split },
    persons: persons.size > 0 ? persons.size : null,
    groups: [...new Set(pictures.flatMap(({ picture }) => Object.keys(picture.groups ?? {})))],
    findings: findings.toSorted((a, b) => RANK[a.level] - RANK[b.level]),
  };
}

const RANK = { blocks: 0, warns: 1, notes: 2 } as const;

function classesOf(used: readonly CheckedPicture[]): { label: string; train: number; test: number }[] {
  const held = used.some(({ split }) => split === 'test') ? 'test' : 'val';
  return [...Map.groupBy(used, ({ label }) => label)]
    .map(([label, own]) => {
      const test = own.filter(({ split }) => split === held).length;
      return { label, train: own.length - test, test };
    })
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Whether there are enough to learn from, and of each class alike. */
function amounts(
  classes: readonly { label: string; train: number; test: number }[],
  used: readonly CheckedPicture[],
  isAge: boolean,
): RetrainFinding[] {
  const finding = (
    code: RetrainFindingCode,
    level: RetrainFinding['level'],
    of: readonly { label: string; train: number; test: number }[],
  ): RetrainFinding => ({
    ...{ code, level, n: of.length, pictures: [], persons: [], repair: null, isRepaired: false },
    classes: of.map(({ label, train }) => ({ label, n: train })),
  });
  if (isAge) {
    const all = [{ label: '', train: used.length, test: 0 }];
    return used.length < LEAST.blocks * 4 ? [finding('tooFew', 'blocks', all)] : [];
  }
  if (classes.length < 2) return [finding('oneClass', 'blocks', classes.length === 0 ? [NO_CLASS] : classes)];
  const none = classes.filter(({ train }) => train < LEAST.blocks);
  const unmeasured = classes.filter(({ test }) => test === 0);
  const few = classes.filter((one) => !none.includes(one) && one.train < LEAST.warns);
  const [rarest, ...rest] = classes.toSorted((a, b) => a.train - b.train);
  const most = rest.at(-1)!;
  return [
    ...(none.length > 0 ? [finding('tooFew', 'blocks', none)] : []),
    ...(none.length === 0 && few.length > 0 ? [finding('tooFew', 'warns', few)] : []),
    ...(unmeasured.length > 0 ? [finding('noneHeldOut', 'warns', unmeasured)] : []),
    ...(most.train > UNBALANCED * rarest!.train ? [finding('unbalanced', 'warns', [rarest!, most])] : []),
  ];
}

const NO_CLASS = { label: '', train: 0, test: 0 };

function personFindings(
  pictures: readonly CheckedPicture[],
  persons: ReadonlySet<string>,
  repairs: RetrainPictures['repairs'],
): RetrainFinding[] {
  const finding = (
    code: RetrainFindingCode,
    level: RetrainFinding['level'],
    names: readonly string[],
  ): RetrainFinding => ({
    ...{ code, level, n: Math.max(1, names.length), pictures: [], classes: [], persons: names },
    ...{ repair: null, isRepaired: false },
  });
  if (persons.size === 0) return [finding('personsUnknown', 'notes', [])];
  if (persons.size === 1) return [finding('onePerson', 'warns', [...persons])];
  const sides = Map.groupBy(pictures, ({ person }) => person);
  const both = [...persons].filter((person) => {
    const splits = new Set(sides.get(person)!.map(({ split }) => split === 'test'));
    return splits.size > 1;
  });
  const isRepaired = repairs.includes('splitByPerson');
  if (both.length === 0 && !isRepaired) return [];
  return [{ ...finding('personInBoth', 'warns', both), repair: 'splitByPerson', isRepaired }];
}

function newClasses(
  classes: readonly { label: string; train: number }[],
  known: readonly string[] | null,
): RetrainFinding[] {
  const strange = known === null ? [] : classes.filter(({ label }) => !known.includes(label));
  return [
    {
      ...{ code: 'newClasses', level: 'warns', n: strange.length, pictures: [], persons: [] },
      classes: strange.map(({ label, train }) => ({ label, n: train })),
      ...{ repair: null, isRepaired: false },
    },
  ];
}
