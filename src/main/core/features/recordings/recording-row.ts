import { z } from 'zod';

import { FACE_TASKS } from '../../../../artifact/labels.ts';
import type { CodedMessage } from '../../../../messages/message.ts';
import { isMessage, message } from '../../../../messages/message.ts';
import type { Recording, RecordingRefusal, RecordingState } from '../../../ipc/contract.ts';

const count = z.number().min(0);
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});

const stored = z.union([z.string(), z.custom<CodedMessage>(isMessage)]);

const refusal = z.object({
  code: z.string(),
  message: stored,
  notes: z.array(stored).optional(),
});

const form = z.object({
  id: z.number(),
  source: z.string(),
  target: z.string(),
  tasks: json.pipe(z.array(z.enum(FACE_TASKS))),
  state: z.enum(['queued', 'running', 'stopped', 'failed', 'done'] satisfies RecordingState[]),
  frames: count,
  total: count,
  faces: count.nullable(),
  tracks: count.nullable(),
  refusal: z.union([z.null(), json.pipe(refusal)]),
  added_at: z.string(),
  ended_at: z.string().nullable(),
});

/** A row of the database; one that is damaged has failed, and keeps no other from being read. */
export function asRecording(row: { id: number }): Recording {
  const { success, data } = form.safeParse(row);
  if (!success) return damagedRecording(row);
  const { added_at, ended_at, refusal, ...values } = data;
  return {
    ...values,
    framesPerSecond: null,
    etaS: null,
    addedAt: added_at,
    endedAt: ended_at,
    refusal: refusal as RecordingRefusal | null,
  };
}

function damagedRecording(row: { id: number }): Recording {
  const { source, target } = row as { source?: unknown; target?: unknown };
  return {
    id: row.id,
    source: typeof source === 'string' ? source : '',
    target: typeof target === 'string' ? target : '',
    tasks: [],
    state: 'failed',
    frames: 0,
    total: 0,
    faces: null,
    tracks: null,
    framesPerSecond: null,
    etaS: null,
    addedAt: '',
    endedAt: null,
    refusal: {
      code: 'corrupt',
      message: message('recording.entryDamaged'),
    },
  };
}
