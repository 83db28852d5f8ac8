/** What the views are called, in the page and in the menu. */
export const views = {
  live: 'Live',
  session: 'Session',
  store: 'Store',
  insights: 'Insights',
  data: 'Data',
  lab: 'Lab',
  models: 'Models',
  retrain: 'Retrain',
  settings: 'Settings',
} as const;
