import { views } from './views.ts';

/** The frame: navigation, palette, status line, states of the background service. */
export const frame = {
  views,
  navigation: 'Views',
  palette: {
    title: 'Commands',
    placeholder: 'Search commands, data sets, models',
    none: 'Nothing matches “{search}”',
    groups: {
      recent: 'Recent',
      go: 'Go to',
      do: 'Actions',
      data: 'Data sets',
      models: 'Models',
      settings: 'Settings',
    },
    goTo: 'Go to {view}',
    addData: 'Add data set',
    newExperiment: 'New experiment',
    importWeights: 'Import published weights',
    theme: { system: 'Use the system theme', light: 'Use the light theme', dark: 'Use the dark theme' },
    keys: { move: 'move', pick: 'choose', close: 'close' },
    /** Further words by which a command is found, separated by spaces. */
    words: {
      addData: 'import folder pictures',
      newExperiment: 'train run start',
      importWeights: 'vgg resnet pretrained',
      theme: 'color appearance',
    },
  },
  status: {
    label: 'Status',
    noEngine: 'No engine loaded',
    queued: '{n, number} queued',
    idle: 'Nothing is running',
    free: '{bytes} free',
    memory: '{bytes} in use',
    freeTitle: 'Free disk space for runs',
    memoryTitle: 'Memory used by Demiface',
    running: 'Running: {title}',
    noCameras: 'No camera on',
    oneCamera: 'Camera on',
    cameras: '{on, number} of {all, number} cameras on',
  },
  core: {
    starting: 'Starting',
    restarting: 'The background service stopped and is restarting. Saved data is not affected.',
    failed: {
      title: 'The background service does not start',
      data: 'Your data sets, runs and models on disk are not affected. Interrupted training resumes from its last checkpoint.',
      button: 'Start again',
    },
    corrupt: {
      title: 'The Demiface database is damaged',
      data: 'It holds your settings, the list of data sets, corrections and the history of runs. Pictures, run files and models are stored elsewhere and are not affected. A backup is made every day. Repair sets the damaged file aside and restores the latest intact backup.',
      button: 'Repair from backup',
    },
    mismatch: {
      title: 'This database belongs to a newer version of Demiface',
      data: 'A newer version opened and converted it. This version leaves it unchanged, so nothing is lost. Install the newer version again, or start this one with another home folder.',
      button: 'Try again',
    },
    busy: {
      title: 'The Demiface data is in use already',
      data: 'Another Demiface (a window or demiface serve) uses the same home folder. Only one at a time can work on its queue. Nothing is lost: close the other one, then try again.',
      button: 'Try again',
    },
    details: 'Details',
    repaired: 'Repaired',
  },
  pageEnded: {
    text: 'The page stopped and was reloaded',
    detail: 'The view that was open is back. Training continued; cameras that were on are starting again.',
  },
  toasts: 'Messages',
} as const;
