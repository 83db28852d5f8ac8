import { z } from 'zod';

import type { StopState } from '../../../../ipc/contract/session.ts';
import type { ExposureState } from '../protocol/exposure.ts';
import type { StoppedClock } from '../protocol/session-clock.ts';

/** What a session that was cut off goes on from; written with every transaction into `sessions.state`. */
export interface StoredState extends StoppedClock, ExposureState {
  /** When the client's face was first confirmed; null before. */
  confirmedMs: number | null;
  /** Since then, without sleep and cuts, and how much of it could be used. */
  measuredMs: number;
  usableMs: number;
  stop: StopState | null;
}

const ms = z.number().min(0);

/** As the column holds it. */
export const storedState: z.ZodType<StoredState> = z.object({
  nowMs: ms,
  wallMs: z.number(),
  phase: z.enum(['calibrating', 'ready', 'running', 'paused', 'stopped', 'ended']),
  exposureMs: ms,
  step: z.int().min(0).nullable(),
  stepMs: ms,
  suds: z.array(z.number()),
  ratedMs: ms.nullable(),
  /** Earlier versions wrote none. */
  highSinceMs: ms.nullable().default(null),
  confirmedMs: ms.nullable(),
  measuredMs: ms,
  usableMs: ms,
  stop: z
    .object({
      atMs: ms,
      by: z.enum(['button', 'shortcut', 'vr']),
      answer: z.enum(['waiting', 'confirmed', 'unconfirmed', 'none']),
      confirmedAtMs: ms.nullable(),
    })
    .nullable(),
});
