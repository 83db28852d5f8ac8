import type { Generated, GeneratedAlways } from 'kysely';

/** The tables as queries see them; the migrations make them. JSON columns are text. Times are ISO 8601 in UTC. */
export interface Tables {
  settings: { key: string; value: string };
  audit: { id: Generated<number>; at: string; action: string; subject: string };
  data_sets: {
    id: Generated<number>;
    name: string;
    layout: string;
    root: string;
    added_at: string;
    pictures: number | null;
    /** JSON: tasks for which the pictures carry labels. */
    tasks: string;
    checked_at: string | null;
    /** JSON: the data report. */
    report: string | null;
    /** Version of the corrections that stands. */
    version: Generated<number>;
  };
  /** Corrections of labels: the user's folder is never changed. One version holds all that stand in it. */
  corrections: {
    id: Generated<number>;
    data_set: number;
    version: number;
    at: string;
    /** Hash of the changes that stand in this version. */
    fingerprint: string;
    /** JSON: content of a picture's file → its change. */
    changes: string;
  };
  experiments: { id: Generated<number>; name: string; created_at: string };
  runs: {
    id: Generated<number>;
    experiment: number;
    name: string;
    preset_id: string;
    /** JSON: the resolved preset. */
    preset: string;
    /** Of the preset, so that lists need not read it. */
    task: GeneratedAlways<string>;
    visible: GeneratedAlways<string>;
    net: GeneratedAlways<string>;
    seed: number;
    until: string | null;
    data_set: number | null;
    /** Version of the data set's corrections that it learns from. */
    data_version: Generated<number>;
    layout: string;
    fingerprint: string | null;
    runs_folder: string;
    state: string;
    /** Place in the queue; null when it is not in it. */
    position: number | null;
    created_at: string;
    started_at: string | null;
    ended_at: string | null;
    /** JSON: why it failed. */
    refusal: string | null;
  };
  stages: {
    run: number;
    key: string;
    kind: string;
    position: number;
    /** JSON: keys. */
    parents: string;
    state: string;
    epochs: number;
    epoch: number;
    /** JSON. */
    metrics: string | null;
    started_at: string | null;
    ended_at: string | null;
  };
  epochs: {
    run: number;
    stage: string;
    epoch: number;
    loss: number;
    rate: number;
    /** JSON. */
    metrics: string;
    /** JSON. */
    figures: string;
    images_per_second: number;
  };
  /** Who is live for a task and a visible half; the latest row counts. */
  live_models: {
    id: Generated<number>;
    task: string;
    visible: string;
    path: string;
    name: string;
    at: string;
    /** JSON boolean: taken back by a roll back. */
    rolled_back: Generated<number>;
  };
}
