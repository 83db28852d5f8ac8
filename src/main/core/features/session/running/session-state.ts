import type { SessionState } from '../../../../ipc/contract/session.ts';
import type { SessionRecorder } from '../recording/session-recorder.ts';
import type { ConsentWatch } from './consent-watch.ts';
import type { EmergencyStop } from './emergency-stop.ts';
import type { ExposureControl } from './exposure-control.ts';
import type { Measuring } from './measuring.ts';
import type { SceneLink } from './scene-link.ts';
import type { OpenedSession } from './session-parts.ts';

interface Running {
  measuring: Measuring;
  exposure: ExposureControl;
  consent: ConsentWatch;
  scene: SceneLink;
  stop: EmergencyStop;
  recorder: SessionRecorder;
}

/** The open session as the page shows it. */
export function sessionState(
  { session, nets, stored, file }: OpenedSession,
  nowMs: number,
  { measuring, exposure, consent, scene, stop, recorder }: Running,
): SessionState {
  return {
    session,
    client: file.id,
    nowMs,
    ...exposure.shown(nowMs),
    startedAt: stored.startedAt,
    ladder: stored.ladder,
    occlusion: stored.occlusion,
    face: measuring.face,
    neutral: measuring.neutral,
    hasConsent: consent.now !== null,
    isSceneSafe: scene.isSafe,
    model: { name: nets.model.name, visible: nets.model.visible },
    stop: stop.state,
    recording: recorder.recording,
    usableShare: measuring.usableShare,
  };
}
