import type { RestoredClients } from '../../../../main/ipc/contract.ts';
import { sessionClients } from '../../../messages/index.ts';

const words = sessionClients.settings;

/** What a backup brought; what it did not bring is left out. */
export const restoredText = ({ added, kept, repaired }: RestoredClients): string =>
  [
    added > 0 ? words.restoredAdded({ n: added }) : '',
    kept > 0 ? words.restoredKept({ n: kept }) : '',
    repaired > 0 ? words.restoredRepaired({ n: repaired }) : '',
  ]
    .filter(Boolean)
    .join(', ') || words.restoredNone;

/** What of it was left out; undefined: nothing. */
export const leftText = ({ deleted, damaged }: RestoredClients): string | undefined =>
  [
    deleted > 0 ? words.restoredDeleted({ n: deleted }) : '',
    damaged > 0 ? words.restoredDamaged({ n: damaged }) : '',
  ]
    .filter(Boolean)
    .join(' ') || undefined;
