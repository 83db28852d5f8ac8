import type { OpenFuzzer } from '../fuzzer.ts';

/** Every kind of input that reaches the program from outside. Loaded in workers alone. */
export const KINDS: Readonly<Record<string, () => Promise<OpenFuzzer>>> = {
  pictures: async () => (await import('./pictures.ts')).openPictures,
  models: async () => (await import('./models.ts')).openModelFolders,
  lists: async () => (await import('./lists.ts')).openLists,
  published: async () => (await import('./published.ts')).openPublished,
  checkpoints: async () => (await import('./checkpoints.ts')).openCheckpoints,
  database: async () => (await import('./database.ts')).openDatabase,
  videos: async () => (await import('./videos.ts')).openVideos,
  payloads: async () => (await import('./payloads.ts')).openPayloads,
};
