/** Words of the frame: rail, palette, status line, states of the core. */
export const frame = {
  views: {
    data: 'Data',
    lab: 'Lab',
    models: 'Models',
    store: 'Store',
    insights: 'Insights',
    settings: 'Settings',
  },
  navigation: 'Views',
  palette: {
    title: 'Commands',
    placeholder: 'Search commands, data sets, models',
    none: (what: string) => `Nothing is called “${what}”`,
    open: 'Search',
    groups: {
      recent: 'Recent',
      go: 'Go to',
      do: 'Do',
      data: 'Data sets',
      models: 'Models',
      settings: 'Settings',
    },
    goTo: (view: string) => `Go to ${view}`,
    addData: 'Add data set',
    newExperiment: 'New experiment',
    importWeights: 'Import published weights',
    theme: { system: 'Use the system’s theme', light: 'Use the light theme', dark: 'Use the dark theme' },
    keys: { move: 'move', pick: 'choose', close: 'close' },
  },
  status: {
    label: 'Status',
    noEngine: 'No engine loaded',
    queued: (n: number) => `${n} queued`,
    idle: 'Nothing is running',
    free: (bytes: string) => `${bytes} free`,
    memory: (bytes: string) => `${bytes} in use`,
    freeTitle: 'Free disk where runs are kept',
    memoryTitle: 'Memory that Demiface uses',
    running: (title: string) => `Running: ${title}`,
    cameras: (on: number, all: number) =>
      on === 0 ? 'No camera on' : all === 1 ? 'Camera on' : `${on} of ${all} cameras on`,
  },
  core: {
    starting: 'Starting',
    restarting: 'The background service stopped and is being started again. Nothing that was saved is lost.',
    failed: {
      title: 'The background service does not start',
      data: 'Your data sets, runs and models lie on disk and are not touched. Training that was running goes on from its last saved step.',
      button: 'Start it again',
    },
    corrupt: {
      title: 'Demiface’s database is damaged',
      data: 'It holds your settings, the list of data sets, corrections and the history of runs. The pictures, the runs’ files and the models are not in it and are not touched. A backup is made every day; repair sets the damaged file aside and takes the latest whole backup.',
      button: 'Repair from backup',
    },
    mismatch: {
      title: 'This database belongs to a newer Demiface',
      data: 'A newer version of Demiface has opened it and changed its form. This version does not touch it, so nothing is lost. Install the newer version again, or start this one with another home folder.',
      button: 'Try again',
    },
    busy: {
      title: 'Demiface’s data are in use already',
      data: 'Another Demiface (demiface serve, or a window) is at work on the same home, and two of them would train the same queue. Nothing is lost: end the other one, then try again.',
      button: 'Try again',
    },
    details: 'What was said',
    repaired: 'Repaired',
  },
  pageEnded: {
    text: 'The page stopped and was loaded again',
    detail:
      'It is back in the view that was open. Training went on meanwhile; cameras that were on are started again.',
  },
  toasts: 'Messages',
};
