/** What the window refuses. */
export const app = {
  coreStarting: 'the background service is starting; try again in a moment',
  coreEnded: 'the background service has stopped and is being started again',
  coreFailed: 'The background service does not start. Nothing is lost; start it again or restart the app.',
  ownFolder: '{path} lies in the folder where Demiface keeps its own data; choose another folder',
  alreadySaved: 'this place has been written already; choose where to save again',
  notChosen: 'this file or folder was not chosen here; choose it again',
  noSuch: 'there is no {kind} of this number',
  inKiosk: 'files and folders are not opened in a kiosk; leave it with Ctrl+Shift+K',
  foreignPage: 'only the pages of Demiface may send requests',
  wrongRequest: 'the window sent a request that is not valid ({channel}: {fault})',
  tooManyRequests: 'too many requests are waiting; try again in a moment',
  homeElsewhere: '{problem}; DEMIFACE_HOME names another one',
} as const;
