import { englishText } from '../../messages/english.ts';
import { networkOf } from '../../training/presets/index.ts';
import type { PlannedCell } from '../../training/reproduce/plan-reproduction.ts';
import type { PlannedStage } from '../../training/reproduce/planned-stages.ts';
import type { ReproductionHooks } from '../../training/reproduce/reproduce.ts';
import type { Io } from './io.ts';
import { durationText } from './terminal.ts';
import { textHooks } from './training-text.ts';

/** What will be empty and why, which stages stand and which will be trained, a line a preset. */
export function planLines(
  cells: readonly PlannedCell[],
  stages: readonly PlannedStage[],
  questions: { open: number; of: number },
): string[] {
  const measurable = cells.filter(({ reason }) => reason === null).length;
  const reasons = Map.groupBy(
    cells.filter(({ reason }) => reason !== null),
    ({ reason }) => englishText(reason!),
  );
  const todo = stages.filter(({ done }) => !done).length;
  const byPreset = Map.groupBy(stages, ({ preset }) => preset.id);
  const others = [...reasons].map(([reason, { length }]) => `${length} (${reason})`);
  const cellLine = `Cells: ${measurable} to measure; left empty beside the published figure: ${others.join(', ')}`;
  if (questions.open === 0)
    return [cellLine, `All ${questions.of} measurements are there already: nothing is trained.`];
  return [
    cellLine,
    `Stages: ${stages.length - todo} done, ${todo} to do. Measurements: ${questions.of - questions.open} done, ${questions.open} to do.`,
    ...[...byPreset].map(([id, own]) => `  ${id}, ${seedsText(own)}: ${kindsText(own)}`),
  ];
}

function seedsText(stages: readonly PlannedStage[]): string {
  const seeds = [...new Set(stages.map(({ preset }) => preset.seed))];
  return `${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}`;
}

/** `teacher (done), standard, triplet × 6` */
function kindsText(stages: readonly PlannedStage[]): string {
  const groups = Map.groupBy(stages, ({ node, done }) => `${node.kind}${done ? ' (done)' : ''}`);
  return [...groups].map(([kind, same]) => (same.length > 1 ? `${kind} × ${same.length}` : kind)).join(', ');
}

/** Reports which stage of how many is trained, and how long all of them will take where that can be known. */
export function progressHooks(io: Io, stages: readonly PlannedStage[], pending: number): ReproductionHooks {
  const todo = new Map(stages.filter(({ done }) => !done).map((stage) => [stage.node.key, stage]));
  const pace = createPace();
  let [stage, question] = [0, 0];
  let text: ReproductionHooks = {};
  return {
    onCurriculum: ({ preset }) => (text = textHooks(io, preset)),
    onStage(node, done) {
      if (done) return;
      pace.end();
      stage += 1;
      const left = pace.secondsFor([...todo.values()]);
      io.note(
        `Stage ${stage} of ${Math.max(stage, stage - 1 + todo.size)}${left ? `, about ${durationText(left)} left for all` : ''}`,
      );
      const planned = todo.get(node.key);
      if (planned) pace.begin(planned);
      todo.delete(node.key);
      text.onStage?.(node, done);
    },
    onStep: (...report) => text.onStep?.(...report),
    onEpoch: (...report) => text.onEpoch?.(...report),
    onQuestion({ preset }, { node, visible }) {
      pace.end();
      question += 1;
      io.note(
        `Measurement ${question} of ${pending}: ${node.kind} of ${preset.id}, reading ${visible === 'full' ? 'whole faces' : `the ${visible} half`}`,
      );
    },
  };
}

interface Pace {
  begin: (stage: PlannedStage) => void;
  end: () => void;
  /** @returns undefined if one of them is of a net of which no stage has ended yet */
  secondsFor: (stages: readonly PlannedStage[]) => number | undefined;
}

/** Seconds per picture, by network and size of its input. */
function createPace(): Pace {
  const spent = new Map<string, { seconds: number; passes: number }>();
  const kindOf = ({ preset, node }: PlannedStage) => Object.values(networkOf(preset, node.kind)).join(' ');
  let running: { stage: PlannedStage; start: number } | undefined;
  return {
    begin(stage) {
      running = { stage, start: performance.now() };
    },
    end() {
      if (running && running.stage.passes > 0) {
        const before = spent.get(kindOf(running.stage)) ?? { seconds: 0, passes: 0 };
        spent.set(kindOf(running.stage), {
          seconds: before.seconds + (performance.now() - running.start) / 1000,
          passes: before.passes + running.stage.passes,
        });
      }
      running = undefined;
    },
    secondsFor(stages) {
      let total = 0;
      for (const stage of stages.filter(({ passes }) => passes > 0)) {
        const known = spent.get(kindOf(stage));
        if (!known) return undefined;
        total += (stage.passes * known.seconds) / known.passes;
      }
      return total;
    },
  };
}
