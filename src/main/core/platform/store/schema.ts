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
    /** JSON: how its files are read where they leave it open. */
    interpretation: Generated<string>;
  };
  /** Corrections of labels: the user's folder is never changed. */
  corrections: {
    id: Generated<number>;
    data_set: number;
    version: number;
    at: string;
    /** Hash of the changes that stand in this version. */
    fingerprint: string;
    /** The version that its changes are added to; null: it holds all that stand in it. */
    base: number | null;
    /** JSON: content of a picture's file → its change; null: the change of the base is taken back. */
    changes: string;
    /** Of its changes and those of its base. */
    change_count: Generated<number>;
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
    /** Its folder, which is known after it was removed; null: others began the run. */
    data_root: string | null;
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
    /** Of a task of the user's own; empty for others. */
    title: Generated<string>;
    path: string;
    name: string;
    at: string;
    /** JSON boolean: taken back by a roll back. */
    rolled_back: Generated<number>;
  };
  /** Models that read an audience together. */
  audience_models: {
    /** Of the list. */
    hash: string;
    /** JSON: each model's place, name, SHA-256 and how it misreads. */
    models: string;
  };
  /** Of days that are not closed yet: 15 minutes of one camera and one set of models. */
  audience_quarters: Place & {
    camera: string;
    starts_at: string;
    models: string;
    day: string;
    observed_seconds: Generated<number>;
    dark_seconds: Generated<number>;
    blocked_seconds: Generated<number>;
    visits: Generated<number>;
    passers_by: Generated<number>;
    masked: Generated<number>;
    headsets: Generated<number>;
  };
  /** Of days that are not closed yet: age × gender by hour. Under-18s and faces without a prediction are not in it. */
  audience_hours: {
    camera: string;
    starts_at: string;
    day: string;
    age: string;
    gender: string;
    visits: number;
  };
  /** Of days that are not closed yet: how long faces stayed, by hour and zone. */
  audience_dwells: {
    camera: string;
    starts_at: string;
    day: string;
    /** Empty: in view of the camera. */
    zone: string;
    bin: number;
    visits: number;
  };
  /** Days whose hours were merged. */
  audience_days: { camera: string; day: string; closed_at: string };
  /** What is kept: at least k visits each, or nothing seen at all. */
  audience_periods: Place & {
    id: Generated<number>;
    camera: string;
    starts_at: string;
    ends_at: string;
    first_day: string;
    last_day: string;
    /** JSON: hashes. */
    models: string;
    observed_seconds: number;
    dark_seconds: number;
    blocked_seconds: number;
    absent_seconds: number;
    visits: number;
    passers_by: number;
    masked: number;
    headsets: number;
    /** JSON: in which spans of its time the site was open, in milliseconds; null where older versions kept it. */
    opening: string | null;
    /** 0: fewer than k so far, waits for the next day. */
    is_kept: number;
  };
  audience_period_cells: { period: number; age: string; gender: string; visits: number };
  audience_period_dwells: { period: number; zone: string; bin: number; visits: number };
  /** What a person counted beside the camera. */
  audience_audits: {
    id: Generated<number>;
    camera: string;
    at: string;
    seconds: number;
    models: string;
    both: number;
    only_person: number;
    only_camera: number;
  };
  /** Videos that are read to tables. */
  recordings: {
    id: Generated<number>;
    source: string;
    /** The table. */
    target: string;
    /** JSON: what is read. */
    tasks: string;
    state: string;
    frames: Generated<number>;
    /** Frames that the video is stated to have; 0: not known yet. */
    total: Generated<number>;
    /** Rows with a face, and how many were followed; null until it is done. */
    faces: number | null;
    tracks: number | null;
    /** JSON: why it failed; of what is done, what of the clip could not be read. */
    refusal: string | null;
    added_at: string;
    ended_at: string | null;
  };
  /** Models that are adapted to pictures of a person's own; what is JSON has the form that the contract names. */
  retrainings: {
    id: Generated<number>;
    state: string;
    goal: string;
    source: string | null;
    /** JSON: data sets of the old kind. */
    keep: Generated<string>;
    check_result: string | null;
    repairs: Generated<string>;
    estimate: string | null;
    run: string | null;
    comparison: string | null;
    decision: string | null;
    created_at: string;
    changed_at: string;
  };
}

/** Where and when a bucket lies; its local time is UTC and the offset. */
interface Place {
  site: string;
  /** IANA's name. */
  time_zone: string;
  /** Ahead of UTC at its start. */
  offset_minutes: number;
}
