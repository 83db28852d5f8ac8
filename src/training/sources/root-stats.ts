import type { Stats } from 'node:fs';

import { statNamedPath } from '../../common/files/named-path.ts';
import { message } from '../../messages/message.ts';

/** @throws DemifaceError `missing` or `unreadable` if a data set's root is not there or cannot be looked at */
export const rootStats = (root: string): Stats => statNamedPath(root, message('files.aDataSetFolder'));
