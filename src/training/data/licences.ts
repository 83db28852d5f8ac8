import type { Layout } from './types.ts';

/** What a data set's own terms say of its pictures; a model's card repeats it. */
export function licenceOf(layout: Layout): string {
  switch (layout) {
    case 'ferplus':
      return 'FER+ labels: MIT; FER2013 pictures: research use only';
    case 'affectnet':
      return 'AffectNet: non-commercial research use only';
    case 'utkface':
      return 'UTKFace: non-commercial research use only';
    case 'folder':
    case 'csv':
      return "the user's own pictures; their terms apply";
  }
}
