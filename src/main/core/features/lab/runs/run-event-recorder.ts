import type { CoreContext } from '../../../platform/handlers.ts';
import type { RunEvent } from './run-event.ts';
import type { RunProgress } from './progress.ts';
import type { RunStore } from './run-store.ts';
import { storeRunDataSet } from './run-pictures.ts';
import type { WriteQueue } from './write-queue.ts';

const now = () => new Date().toISOString();

/** Turns the messages of one run's job into rows and events. */
export class RunEventRecorder {
  readonly #run: number;
  readonly #runs: RunStore;
  readonly #writes: WriteQueue;
  readonly #emit: CoreContext['emit'];
  readonly #landed = new Set<string>();
  #plan: RunProgress['plan'] = [];
  #step: RunProgress['step'] = null;
  #memoryBytes = 0;

  constructor(run: number, runs: RunStore, writes: WriteQueue, emit: CoreContext['emit']) {
    this.#run = run;
    this.#runs = runs;
    this.#writes = writes;
    this.#emit = emit;
  }

  get progress(): RunProgress {
    return { plan: this.#plan, landed: this.#landed, step: this.#step };
  }

  get memoryBytes(): number {
    return this.#memoryBytes;
  }

  record(event: Exclude<RunEvent, { kind: 'engine' }>): void {
    const run = this.#run;
    const runs = this.#runs;
    switch (event.kind) {
      case 'plan': {
        const { data, stages, fingerprint } = event;
        this.#plan = stages;
        this.#writes.add(run, () => {
          runs.plan(run, stages);
          storeRunDataSet(runs, run, data);
          runs.update(run, { fingerprint });
        });
        this.#writes.flush();
        return;
      }
      case 'stage': {
        const { key, history } = event;
        // One that goes on keeps the time at which it began.
        const begun = history.length === 0 ? { started_at: now() } : {};
        this.#writes.add(run, () => {
          runs.putEpochs(run, key, history);
          runs.updateStage(run, key, { state: 'running', epoch: history.length, ended_at: null, ...begun });
        });
        return;
      }
      case 'step': {
        const { key, report, memoryBytes } = event;
        const stage = this.#plan.find((planned) => planned.key === key);
        this.#step = { key, report };
        this.#memoryBytes = memoryBytes;
        if (stage) this.#emit('run.step', { run, stage: key, kind: stage.kind, ...report });
        return;
      }
      case 'epoch': {
        const { key, epoch } = event;
        this.#emit('run.epoch', { run, stage: key, epoch });
        this.#writes.add(run, () => {
          runs.putEpochs(run, key, [epoch]);
          runs.updateStage(run, key, { epoch: epoch.epoch });
        });
        return;
      }
      case 'landed': {
        const { key, metrics, history } = event;
        const ended_at = now();
        this.#landed.add(key);
        this.#writes.add(run, () => {
          runs.putEpochs(run, key, history);
          const done = { state: 'done', metrics: JSON.stringify(metrics), ended_at };
          runs.updateStage(run, key, { ...done, epoch: history.length });
        });
        this.#emit('models.changed', {});
        return;
      }
    }
  }
}
