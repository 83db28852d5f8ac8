import { audience } from './store/audience.svelte.ts';
import { browser } from './data/browser.svelte.ts';
import { commands } from './page/commands.svelte.ts';
import { core } from './page/core.svelte.ts';
import { data } from './data/data.svelte.ts';
import { dataCommands } from './data/data-commands.ts';
import { frameCommands } from './page/frame-commands.ts';
import { jobs } from './jobs/jobs.svelte.ts';
import { lab } from './lab/lab.svelte.ts';
import { labCommands } from './lab/lab-commands.ts';
import { live } from './live/live.svelte.ts';
import { models } from './models/models.svelte.ts';
import { modelCommands } from './models/model-commands.ts';
import { notices } from './page/notices.svelte.ts';
import { recordPageEnd } from './page/page-ends.ts';
import { recordings } from './recordings.svelte.ts';
import { currentSession } from './session/current-session.svelte.ts';
import { protocol } from './session/protocol.svelte.ts';
import { streams } from './session/streams.svelte.ts';
import { vault } from './session/vault.svelte.ts';
import { retrainings } from './retrain/retrainings.svelte.ts';
import { settings } from './page/settings.svelte.ts';
import { status } from './status.svelte.ts';
import { resumeJobs } from './resume-jobs.ts';
import { audit } from './store/audit.svelte.ts';
import { theme } from './page/theme.svelte.ts';

/** Starts listening, everywhere. @returns ends it */
export function startApp(): () => void {
  const ends = [
    recordPageEnd(),
    theme.begin(),
    jobs.begin(),
    status.begin(),
    settings.begin(),
    data.begin(),
    models.begin(),
    audience.begin(),
    audit.begin(),
    live.begin(),
    recordings.begin(),
    retrainings.begin(),
    vault.begin(),
    streams.begin(),
    currentSession.begin(),
    core.begin(),
    commands.provide(frameCommands),
    commands.provide(dataCommands),
    commands.provide(() => labCommands(lab)),
    commands.provide(modelCommands),
  ];
  return () => ends.forEach((end) => end());
}

/** Reads everything anew: the core has come up, without what one before it did beside the queue, or the page has. */
export function loadAll(): void {
  jobs.lose({ code: 'core', message: 'the background service was restarted' });
  browser.reset();
  for (const part of [
    settings,
    status,
    data,
    models,
    audience,
    recordings,
    retrainings,
    vault,
    protocol,
    streams,
    currentSession,
  ])
    void notices.attempt(() => part.load());
  void notices.attempt(resumeJobs);
}
