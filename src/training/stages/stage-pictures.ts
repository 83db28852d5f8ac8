import type { PreparedPicture, PreparedSet } from '../data/prepared.ts';

/** The pictures of a stage: those it learns from, and those that choose. */
export interface StagePictures {
  prepared: Pick<PreparedSet, 'picturesPath' | 'size' | 'channels'>;
  train: readonly PreparedPicture[];
  choosing: readonly PreparedPicture[];
}
