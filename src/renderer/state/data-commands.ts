import { en } from '../messages/en.ts';
import type { Command } from './commands.svelte.ts';
import { data } from './data.svelte.ts';
import { navigation } from './navigation.svelte.ts';

/** Every data set is one key away. */
export function dataCommands(): Command[] {
  return (data.list ?? []).map(({ id, name, layout }) => ({
    id: `data-${id}`,
    title: name,
    detail: en.data.layouts[layout],
    group: en.frame.palette.groups.data,
    run: () => {
      navigation.go('data');
      data.show(id);
    },
  }));
}
