/** What the views are called, in the page and in the menu. */
export const views = {
  data: 'Data',
  lab: 'Lab',
  models: 'Models',
  store: 'Store',
  insights: 'Insights',
  settings: 'Settings',
} as const;
