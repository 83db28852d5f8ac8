import type { FaceTask } from '../../../../../artifact/labels.ts';
import { readCard } from '../../../../../artifact/model-folder.ts';
import { faceQuality, isBlurred, isDark } from '../../../../../common/pictures/face-quality.ts';
import { inSlices } from '../../../../../common/slices.ts';
import { openPictures } from '../../../../../training/datasets/picture-source.ts';
import type { PreparedPicture, PreparedSet } from '../../../../../training/datasets/prepared.ts';
import { fingerprintOf } from '../../../../../training/datasets/prepared.ts';
import { classNameOf, labeledForTask } from '../../../../../training/datasets/targets.ts';
import { naturalOrder } from '../../../../../common/natural-order.ts';
import type { RetrainCheck, RetrainPersons, RetrainRepair } from '../../../../ipc/contract.ts';
import type { JobHooks } from '../../../platform/jobs/job.ts';
import type { DataSource } from '../../../platform/jobs/open-pictures.ts';
import { sharedOpener } from '../../../platform/jobs/open-pictures.ts';
import type { SplitPicture } from './split.ts';
import { splitByClass, splitByPerson } from './split.ts';

/** The pictures of a retraining, as its jobs get them. */
export interface RetrainPictures {
  /** Folder of the model that is adapted. */
  from: string;
  task: FaceTask;
  source: DataSource;
  persons: RetrainPersons;
  /** They were recorded here: their split is ours. */
  isRecorded: boolean;
  repairs: readonly RetrainRepair[];
}

/** One labeled picture, and what the check knows of it. */
export interface CheckedPicture extends SplitPicture {
  picture: PreparedPicture;
  isDark: boolean;
  isBlurred: boolean;
  /** A byte-identical one comes before. */
  isCopy: boolean;
  /** One that looks the same comes before. */
  isNearCopy: boolean;
  /** A copy of it has another label. */
  isConflict: boolean;
  split: PreparedPicture['split'];
  /** With the chosen repairs. */
  isUsed: boolean;
}

export interface OpenedPictures {
  prepared: PreparedSet;
  pictures: CheckedPicture[];
  split: RetrainCheck['split'];
}

/** Fewer persons than that cannot be parted so that others are held out. */
const LEAST_PERSONS = 3;

/** Opens the pictures as the model takes them, looks at each and parts them. @throws DemifaceError as `sharedOpener` */
export async function openRetrainPictures(
  { from, task, source, persons, isRecorded, repairs }: RetrainPictures,
  hooks: Pick<JobHooks, 'progress' | 'signal'>,
): Promise<OpenedPictures> {
  const { preprocessing, crop } = readCard(from);
  const prepared = await sharedOpener(hooks)(source)({ ...preprocessing, crop });
  const labeled = labeledForTask(prepared.pictures, task).toSorted((a, b) => naturalOrder(a.file, b.file));
  const looked = await lookAt(prepared, labeled, task, isRecorded || persons === 'file-name', hooks);
  const known = new Set(looked.map(({ person }) => person));
  const split = wantedSplit({ isRecorded, repairs }, known.size);
  const sides = split === 'stated' ? null : split === 'person' ? splitByPerson(looked) : splitByClass(looked);
  const pictures = looked.map((one): CheckedPicture => ({
    ...one,
    split: sides?.get(one.file) ?? one.picture.split,
    isUsed: !isLeftOut(one, repairs),
  }));
  return { prepared, pictures, split };
}

/** Pictures as a training takes them: those that are used, each on its side. Other repairs are another training. */
export function usedPictures({ prepared, pictures }: OpenedPictures): PreparedSet {
  const used = pictures.filter(({ isUsed }) => isUsed).map(({ picture, split }) => ({ ...picture, split }));
  return { ...prepared, pictures: used, fingerprint: fingerprintOf(used, prepared) };
}

type Looked = Omit<CheckedPicture, 'split' | 'isUsed'>;

async function lookAt(
  prepared: PreparedSet,
  labeled: readonly PreparedPicture[],
  task: FaceTask,
  isNamed: boolean,
  { progress, signal }: Pick<JobHooks, 'progress' | 'signal'>,
): Promise<Looked[]> {
  const { size, channels, picturesPath } = prepared;
  const source = openPictures(picturesPath, size, channels);
  const labelOf = (picture: PreparedPicture) => classNameOf(picture, task) ?? String(picture.ageYears);
  const labels = Map.groupBy(labeled, ({ contentId }) => contentId);
  const contents = new Set<string>();
  const nears = new Set<string>();
  const looked: Looked[] = [];
  const turn = inSlices(signal);
  try {
    for (const [i, picture] of labeled.entries()) {
      progress(i, labeled.length);
      await turn();
      const { contentId, near, file } = picture;
      const quality = faceQuality(source.read(picture.row).data, size, channels);
      const isCopy = contents.has(contentId);
      const group = near ?? contentId;
      looked.push({
        ...{ picture, file, label: labelOf(picture), group, isCopy },
        person: isNamed ? personOf(file) : undefined,
        isDark: isDark(quality),
        isBlurred: isBlurred(quality),
        isNearCopy: !isCopy && nears.has(group),
        isConflict: new Set(labels.get(contentId)!.map(labelOf)).size > 1,
      });
      contents.add(contentId);
      nears.add(group);
    }
    return looked;
  } finally {
    source.close();
  }
}

/** `anna` of `happiness/anna-012.png`; undefined where the name has no hyphen. */
function personOf(file: string): string | undefined {
  return /([^/]+)-[^/-]*$/.exec(file)?.[1];
}

function wantedSplit(
  { isRecorded, repairs }: Pick<RetrainPictures, 'isRecorded' | 'repairs'>,
  known: number,
): RetrainCheck['split'] {
  if (repairs.includes('splitByPerson')) return 'person';
  if (!isRecorded) return 'stated';
  return known >= LEAST_PERSONS ? 'person' : 'class';
}

function isLeftOut(one: Looked, repairs: readonly RetrainRepair[]): boolean {
  return (
    (one.isDark && repairs.includes('leaveOutDark')) ||
    (one.isBlurred && repairs.includes('leaveOutBlurred')) ||
    (one.isCopy && repairs.includes('leaveOutDuplicates')) ||
    (one.isNearCopy && repairs.includes('leaveOutNearDuplicates')) ||
    (one.isConflict && repairs.includes('leaveOutConflicts'))
  );
}
