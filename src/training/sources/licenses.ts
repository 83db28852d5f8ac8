import type { Layout, MadeLayout } from './types.ts';

/** What a data set's own terms say of its pictures; a model's card repeats it. */
export function licenseOf(layout: Layout | MadeLayout): string {
  switch (layout) {
    case 'ferplus':
      return 'FER+ labels: MIT; FER2013 pictures: research use only';
    case 'fer2013':
      return 'FER2013 pictures and labels: research use only';
    case 'raf-db':
      return 'RAF-DB: non-commercial research use only';
    case 'affectnet':
      return 'AffectNet: non-commercial research use only';
    case 'utkface':
      return 'UTKFace: non-commercial research use only';
    case 'occlusion':
      return `made from UTKFace, FER+ and photos of masks and headsets (${licenseOf('utkface')}; ${licenseOf('ferplus')}; photos: research use only)`;
    case 'folder':
    case 'csv':
      return "the user's own pictures; their terms apply";
  }
}
