import type { Visible } from '../../../../../artifact/labels.ts';
import type { SessionSettings } from '../../../../ipc/contract/session.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import type { FrameMemory } from '../../../platform/live/frame-memory.ts';
import type { MachineClock } from '../../../platform/time/machine-clock.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import type { StoredSession } from '../recording/stored-session.ts';
import type { SessionNets } from './session-nets.ts';
import type { SessionStreams } from './session-streams.ts';

/** What a client allows now. */
export interface SessionConsent {
  /** Its number in the client's file. */
  id: number;
  heartRate: boolean;
  /** The expression may be sent to the VR program. */
  streams: boolean;
}

/** What sessions are made with. Tests put in their own. */
export interface SessionParts extends Pick<CoreContext, 'store' | 'emit'> {
  memory: FrameMemory;
  machine: MachineClock;
  streams: SessionStreams;
  /** @throws CodedRefusal `usage` while the client files are locked */
  openFile: (client: string) => ClientFile;
  /** Null: the expression may not be measured. */
  consentOf: (file: ClientFile) => SessionConsent | null;
  openNets: (visible: Visible) => Promise<SessionNets>;
}

/** One session, as it is opened. */
export interface OpenedSession {
  session: number;
  file: ClientFile;
  nets: SessionNets;
  consent: SessionConsent;
  settings: SessionSettings;
  stored: StoredSession;
  /** For how long it was cut off, null where that is not known; null: it is new. */
  resumed: { gapMs: number | null } | null;
}
