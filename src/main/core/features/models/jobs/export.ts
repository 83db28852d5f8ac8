import type { ExportFormat } from '../../../../../training/library/export-model.ts';
import { exportModel } from '../../../../../training/library/export-model.ts';
import { yieldToEventLoop } from '../../../../../common/yield-to-event-loop.ts';
import { message } from '../../../../../messages/message.ts';
import type { Job } from '../../../platform/jobs/job.ts';

export interface Exported {
  use: string;
  license: string;
}

/** Writes a model for other programs, its card with it. */
export const exportForOthers: Job<{ path: string; format: ExportFormat; to: string }, Exported> = async (
  { path, format, to },
  { progress, signal },
) => {
  progress(0, 1, message('jobs.exporting'));
  await yieldToEventLoop(signal);
  const { use, data } = await exportModel(path, { format, out: to, cardBeside: true });
  return { use, license: data.license };
};
