import type { CodedMessage } from '../../../../../messages/message.ts';
import { message } from '../../../../../messages/message.ts';
import type { Measure, People } from '../../../../ipc/contract/audience.ts';

const REFUSED: Readonly<Record<People, CodedMessage>> = {
  staff: message('counting.ofStaff'),
  applicants: message('counting.ofApplicants'),
  pupils: message('counting.ofPupils'),
  visitors: message('counting.ofVisitors'),
};

/** Why something is not measured of these people; null if it may be. */
export function refusedUse(people: People, measures: readonly Measure[]): CodedMessage | null {
  return measures.includes('expression') ? REFUSED[people] : null;
}
