import type { OcclusionLabel } from '../../../artifact/labels.ts';
import { OCCLUSION_LABELS } from '../../../artifact/labels.ts';
import { choose } from '../../occlusion/occluders/texture.ts';
import { randomFor } from '../../../common/math/random.ts';
import type { Split } from '../../sources/types.ts';
import { SPLITS } from '../../sources/types.ts';
import { PHOTOS_WITH_MORE_FACES } from './held-out-photos.ts';
import type { Source } from './sources.ts';

/** How a picture is made. */
export type PictureKind =
  /** The face as it is. */
  | 'whole'
  /** A drawn headset or mask over it. */
  | 'drawn'
  /** The paper's black half. */
  | 'black half'
  /** The half that a real photo's headset or mask hides, set over the face. */
  | 'worn'
  /** Its own half, mirrored and set over it: a seam hides nothing. */
  | 'seam'
  /** A photo's face, as a detector's box would cut it. */
  | 'photo'
  /** As `photo`, its box exactly; for testing. */
  | 'box'
  /** A headset's wearer in the smaller box that detectors draw. */
  | 'close'
  /** A piece of a photo beside its face. */
  | 'away'
  /** A piece of a face: an eye, a cheek. */
  | 'part'
  /** A face's corner: hair, neck, background. */
  | 'corner'
  /** Upside down or on its side. */
  | 'turned'
  /** Drawn, without any face. */
  | 'texture';

/** One picture to be made. */
export interface PlannedPicture {
  occlusion: OcclusionLabel;
  kind: PictureKind;
  split: Split;
  /** Null for what is drawn out of nothing. */
  source: Source | null;
  /** The photo whose headset or mask is worn. */
  worn: Source | null;
  /** Within its split and class; decides with them all that is random in it. */
  nth: number;
}

/** Pictures of each class. */
const PER_CLASS: Readonly<Record<Split, number>> = { train: 7200, val: 800, test: 800 };
/** No more of each class than so many times the faces that there are. */
const PER_FACE = 4;
/** Share of whole faces that have a seam. */
const SEAM_SHARE = 0.12;
/** Shares of a class that are cut out of photos, and drawn; the others are made of faces. */
const PHOTO_SHARE = 0.22;
const TEXTURE_SHARE = 0.13;
const PLAN_SEED = 1;

/** The pictures to make of these sources: of each class as many, in each split. */
export function planPictures(sources: readonly Source[]): PlannedPicture[] {
  return SPLITS.flatMap((split) => {
    const here = sources.filter((source) => source.split === split);
    const faces = inTurn(here);
    const count = Math.min(PER_CLASS[split], PER_FACE * faces.length);
    return OCCLUSION_LABELS.flatMap((occlusion) => planClass(occlusion, split, { here, faces, count }));
  });
}

function planClass(
  occlusion: OcclusionLabel,
  split: Split,
  { here, faces, count }: { here: readonly Source[]; faces: readonly Source[]; count: number },
): PlannedPicture[] {
  const photos = here.filter(({ photo, name }) =>
    occlusion === 'not a face'
      ? photo && !PHOTOS_WITH_MORE_FACES.includes(name)
      : photo?.occlusion === occlusion,
  );
  const ofPhotos = photos.length > 0 ? Math.round(count * PHOTO_SHARE) : 0;
  const textures = occlusion === 'not a face' ? Math.round(count * TEXTURE_SHARE) : 0;
  return Array.from({ length: count }, (_, nth): PlannedPicture => {
    const planned = { occlusion, split, nth, worn: null };
    if (nth < ofPhotos) {
      const source = photos[nth % photos.length]!;
      return { ...planned, source, kind: kindOfPhoto(planned, nth < photos.length) };
    }
    if (nth < ofPhotos + textures) return { ...planned, source: null, kind: 'texture' };
    const kind = kindOfFace(planned, photos.length > 0);
    const worn = kind === 'worn' ? photos[nth % photos.length]! : null;
    return { ...planned, source: faces[(nth - ofPhotos) % faces.length]!, kind, worn };
  });
}

type Position = Pick<PlannedPicture, 'occlusion' | 'split' | 'nth'>;

function kindOfPhoto({ occlusion, split, nth }: Position, first: boolean): PictureKind {
  if (occlusion === 'not a face') return 'away';
  if (split === 'test' && first) return 'box';
  return occlusion === 'upper' && nth % 2 === 1 ? 'close' : 'photo';
}

function kindOfFace({ occlusion, split, nth }: Position, hasPhotos: boolean): PictureKind {
  const random = randomFor(PLAN_SEED, 'way', split, occlusion, nth);
  switch (occlusion) {
    case 'none':
      return random.bool(SEAM_SHARE) ? 'seam' : 'whole';
    case 'upper':
    case 'lower':
      return choose<PictureKind>(random, [
        [4, 'drawn'],
        [hasPhotos ? 4 : 0, 'worn'],
        [2, 'black half'],
      ]);
    case 'not a face':
      return choose<PictureKind>(random, [
        [5, 'part'],
        [4, 'corner'],
        [1, 'turned'],
      ]);
  }
}

/** Two colored faces and a gray one, as far as they go. */
function inTurn(sources: readonly Source[]): Source[] {
  const color = sources.filter(({ part }) => part === 'utkface');
  const gray = sources.filter(({ part }) => part === 'ferplus');
  const turns: Source[] = [];
  for (let i = 0; 2 * i < color.length || i < gray.length; i++)
    turns.push(...color.slice(2 * i, 2 * i + 2), ...gray.slice(i, i + 1));
  return turns;
}
