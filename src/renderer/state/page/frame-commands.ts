import { messages } from '../../messages/index.ts';
import type { Command } from './commands.svelte.ts';
import { navigation, VIEWS } from './navigation.svelte.ts';
import { notices } from './notices.svelte.ts';
import { settings } from './settings.svelte.ts';

const words = messages.frame.palette;
const THEMES = ['system', 'light', 'dark'] as const;

/** What can always be done: go somewhere, begin something, change the theme. */
export function frameCommands(): Command[] {
  return [
    {
      id: 'add-data',
      title: words.addData,
      group: words.groups.do,
      keys: 'Ctrl O',
      words: words.words.addData.split(' '),
      run: () => navigation.go('data', 'add-data'),
    },
    {
      id: 'new-experiment',
      title: words.newExperiment,
      group: words.groups.do,
      keys: 'Ctrl N',
      words: words.words.newExperiment.split(' '),
      run: () => navigation.go('lab', 'new-experiment'),
    },
    {
      id: 'import-weights',
      title: words.importWeights,
      group: words.groups.do,
      words: words.words.importWeights.split(' '),
      run: () => navigation.go('models', 'import-weights'),
    },
    ...navigation.views.map((view) => ({
      id: `view-${view}`,
      title: words.goTo({ view: messages.frame.views[view] }),
      group: words.groups.go,
      keys: String(VIEWS.indexOf(view) + 1),
      run: () => navigation.go(view),
    })),
    ...THEMES.map((theme) => ({
      id: `theme-${theme}`,
      title: words.theme[theme],
      group: words.groups.settings,
      words: words.words.theme.split(' '),
      run: () => void notices.attempt(() => settings.choose({ theme })),
    })),
  ];
}
