import { DemifaceError } from '../../../common/error.ts';
import { truncatedList } from '../lists/wrong-layout.ts';
import { message } from '../../../messages/message.ts';

/** `bbox`, `face_box`, `bounding box xywh`, `roi`, `cx`, `x_center`, letters and digits alone. */
const BOX_NAME =
  /^(faces?|(face)?(bbox|boundingbox|rect|rectangle|roi)(es)?|(face)?box(es)?|face(location|region)|(face|bbox|box|roi|rect)?(xywh|xyxy|ltrb|ltwh|tlwh|cxcywh|c[xy]|[xy]c|[xy]cent(er|re)|cent(er|re)[xy])|(bbox|boundingbox|box|facebox|facerect|rect|roi).*(xywh|xyxy|ltrb|ltwh|tlwh|x1y1x2y2|[xywh][12]?|[xy](min|max)|left|top|right|bottom|width|height)|[xy](min|max))$/;

/**
 * Without its box the whole picture would be read as the face.
 * @param unused names of columns that nothing is read from
 * @throws DemifaceError `mismatch` for one that is named like a face box
 */
export function refuseUnknownBoxes(list: string, unused: readonly string[]): void {
  const boxes = unused.filter((name) => BOX_NAME.test(name.toLowerCase().replace(/[^a-z0-9]/g, '')));
  if (boxes.length === 0) return;
  throw new DemifaceError(
    'mismatch',
    message('lists.unknownBox', { list, n: boxes.length, columns: truncatedList(boxes) }),
  );
}
