import type { CurriculumHooks } from '../../training/curriculum/run.ts';
import type { Preset, StagePreset } from '../../training/presets/index.ts';
import type { Io } from './io.ts';

/** What a distillation is tried with. */
function tried(settings: StagePreset): string {
  switch (settings.kind) {
    case 'teacher':
    case 'student':
    case 'ensemble':
      return '';
    case 'standard': {
      const { distillation } = settings;
      const temperature =
        distillation.kind === 'soft-targets' ? `, temperature ${String(distillation.temperature)}` : '';
      return ` (lambda ${String(distillation.lambda)}${temperature})`;
    }
    case 'triplet':
      return ` (lambda ${String(settings.lambda)}, margin ${String(settings.margin)})`;
  }
}

function beginning(what: string, settings: StagePreset): string {
  return settings.kind === 'ensemble'
    ? `Fitting the ${what}: ${settings.members.join(' and ')}`
    : `Training the ${what}: ${settings.epochs} epochs`;
}

/** Reports each stage, each epoch and the steps between. */
export function textHooks(io: Io, preset: Preset): CurriculumHooks {
  let progress = io.progress('');
  return {
    onStage({ kind, settings }, done) {
      const what = `${kind} of ${preset.id}${tried(settings)}`;
      io.note(done ? `The ${what} is done already.` : beginning(what, settings));
      progress = io.progress(kind);
    },
    onStep: (_, { epoch, epochs, step, steps }) =>
      progress.update((epoch - 1) * steps + step, epochs * steps),
    onEpoch({ kind }, { epoch, loss, metrics, imagesPerSecond }, epochs) {
      progress.end();
      const figures = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(4)}`);
      io.note(
        `${kind} epoch ${epoch}/${epochs}: loss ${loss.toFixed(4)}, ${figures.join(', ')}, ${Math.round(imagesPerSecond)} images/s`,
      );
    },
  };
}
