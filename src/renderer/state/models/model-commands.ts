import { inSentence, messages } from '../../messages/index.ts';
import { modelKind, stageName } from '../../messages/names.ts';
import type { Command } from '../page/commands.svelte.ts';
import { models } from './models.svelte.ts';
import { navigation } from '../page/navigation.svelte.ts';

/** Every model is one key away. */
export function modelCommands(): Command[] {
  return (models.list ?? []).map(({ id, name, task, visible, title, origin, stage, seed }) => ({
    id: `model-${id}`,
    title: name,
    detail: [
      modelKind({ task, visible, title, origin }),
      // Models that were trained share their names.
      ...(origin === 'trained'
        ? [inSentence(stageName(stage)), messages.models.seed({ n: String(seed) })]
        : []),
    ].join(', '),
    group: messages.frame.palette.groups.models,
    run: () => {
      navigation.go('models');
      models.show(id);
    },
  }));
}
