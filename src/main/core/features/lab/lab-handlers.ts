import { message } from '../../../../messages/message.ts';
import { writeAudit } from '../../platform/audit.ts';
import { readSettings } from '../../platform/settings.ts';
import type { CoreContext, HandlersOf, LabChannel } from '../../platform/handlers.ts';
import type { SideJobs } from '../../platform/jobs/side-jobs.ts';
import { compareRuns } from './results/compare.ts';
import { explainRuns } from './results/explain.ts';
import { exportRun } from './export/export.ts';
import { presetForm } from './form/form.ts';
import type { FoundRuns } from './found/found-runs.ts';
import { presetSummaries } from './form/presets.ts';
import type { TrainingQueue } from './queue/queue.ts';
import { queueOf } from './runs/queue-order.ts';
import { removeRun } from './runs/remove-run.ts';
import type { RunStore } from './runs/run-store.ts';
import { startExperiment } from './queue/start.ts';
import { paperTables } from './results/tables.ts';

export interface LabParts {
  context: CoreContext;
  jobs: SideJobs;
  runs: RunStore;
  queue: TrainingQueue;
  found: FoundRuns;
}

export function labHandlers(parts: LabParts): HandlersOf<Exclude<LabChannel, 'status.get'>> {
  const { context, jobs, runs, queue, found } = parts;
  const tables = paperTables(parts);
  const runChanged = (id: number) => context.emit('run.changed', runs.summary(id));
  return {
    'lab.presets': () => presetSummaries(),
    'lab.form': ({ preset, settings }) => presetForm(preset, settings),
    async 'lab.start'(question) {
      const { runsFolder } = await readSettings(context);
      const started = startExperiment(runs, question, runsFolder);
      started.runs.forEach(runChanged);
      context.emit('queue.changed', queueOf(runs));
      queue.pump();
      return started;
    },
    'lab.queue': () => queueOf(runs),
    'lab.reorder'({ run, before }) {
      queue.reorder(run, before);
      return queueOf(runs);
    },
    'lab.pause': ({ run }) => done(queue.pause(run)),
    'lab.resume': ({ run }) => done(queue.resume(run)),
    'lab.cancel': ({ run }) => done(queue.cancel(run)),
    async 'lab.remove'({ run }) {
      await queue.stopped(run);
      removeRun(runs, run);
      await writeAudit(context.store, 'run removed', message('audit.runRemoved', { run }));
      context.emit('queue.changed', queueOf(runs));
      return {};
    },
    'lab.runs': () => runs.summaries(),
    'lab.run': ({ run }) => runs.detail(run),
    'lab.openFolder': ({ folder }) => ({ job: found.open(folder) }),
    'lab.compare': (question) => ({ job: compareRuns(parts, question) }),
    'lab.explain': (question) => ({ job: explainRuns(parts, question) }),
    'lab.export': (question) => ({ job: exportRun(parts, question) }),
    'lab.tables': () => tables.now(),
    'jobs.list': () => jobs.list(),
    'jobs.result': ({ job }) => jobs.result(job),
    'jobs.cancel': ({ job }) => done(jobs.cancel(job)),
  };
}

function done(_: void): Record<never, never> {
  return {};
}
