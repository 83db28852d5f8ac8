import type { Card } from '../../artifact/card.ts';
import type { Layout, MadeLayout } from './types.ts';

/**
 * How a data set's pictures frame their faces, measured against the boxes that our detector finds: FER2013 leaves room
 * above the forehead, UTKFace's chips are hardly wider than the box.
 */
export function cropOf(layout: Layout | MadeLayout): Card['crop'] {
  switch (layout) {
    case 'ferplus':
    case 'fer2013':
      return { scale: 1.18, up: 0.1 };
    case 'utkface':
    case 'occlusion':
      return { scale: 1.06, up: 0 };
    case 'affectnet':
    case 'raf-db':
    case 'folder':
    case 'csv':
      return { scale: 1, up: 0 };
  }
}
