import { en } from '../messages/en.ts';
import type { Command } from './commands.svelte.ts';
import { models } from './models.svelte.ts';
import { navigation } from './navigation.svelte.ts';

/** Every model is one key away. */
export function modelCommands(): Command[] {
  return (models.list ?? []).map(({ id, name, task, visible, origin, stage, seed }) => ({
    id: `model-${id}`,
    title: name,
    detail: [
      en.models.kind(task, visible, origin),
      // Models that were trained share their names.
      ...(origin === 'trained'
        ? [(en.models.card.stages[stage] ?? stage).toLowerCase(), en.models.seed(seed)]
        : []),
    ].join(', '),
    group: en.frame.palette.groups.models,
    run: () => {
      navigation.go('models');
      models.show(id);
    },
  }));
}
