/**
 * Names in files of versions up to 0.1: `hidden` was the occlusion, `sure` the confidence threshold. Only this file and
 * migration 013 of the database know them.
 */
const RENAMED: Readonly<Record<string, string>> = {
  hidden: 'occlusion',
  'compact-hidden-full': 'compact-occlusion-full',
};
/** How tables of recordings began. */
export const OLD_TABLE_START = 'file,frame,timeS,scene,track,x,y,width,height,score,hidden';

const RENAMED_METRICS: Readonly<Record<string, string>> = {
  sureCoverage: 'confidentCoverage',
  sureAccuracy: 'confidentAccuracy',
};

/** The present name of a task, data layout, preset or model. */
export function currentName(name: string): string {
  return RENAMED[name] ?? name;
}

/** The name of a task in the keys of stages, where it stays as it was: a finished stage is found again. */
export function taskInKeys(task: string): string {
  return Object.keys(RENAMED).find((old) => RENAMED[old] === task) ?? task;
}

/** A stored preset with present names. */
export function currentPreset(stored: unknown): unknown {
  return isObject(stored) ? withCurrentNames(stored, ['id', 'layout', 'task']) : stored;
}

/** A stored model card with present names. */
export function currentCard(stored: unknown): unknown {
  if (!isObject(stored)) return stored;
  const { sure, ...card } = withCurrentNames(stored, ['name', 'task']);
  const { stage, data, measured } = card;
  return {
    ...(sure === undefined ? {} : { confidenceThreshold: sure }),
    ...card,
    ...(isObject(stage) && { stage: withCurrentNames(stage, ['preset']) }),
    ...(isObject(data) && { data: withLicense(withCurrentNames(data, ['layout'])) }),
    ...(isObject(measured) && { measured: withCurrentMetrics(measured) }),
  };
}

function withCurrentNames(stored: StoredObject, keys: readonly string[]): StoredObject {
  return mapped(stored, ([key, value]) => [
    key,
    keys.includes(key) && typeof value === 'string' ? currentName(value) : value,
  ]);
}

/** Cards of versions up to 0.1 call it `licence`. */
function withLicense(data: StoredObject): StoredObject {
  return mapped(data, ([key, value]) => [key === 'licence' ? 'license' : key, value]);
}

function withCurrentMetrics(measured: StoredObject): StoredObject {
  const { metrics } = measured;
  if (!isObject(metrics)) return measured;
  return { ...measured, metrics: mapped(metrics, ([name, value]) => [RENAMED_METRICS[name] ?? name, value]) };
}

type StoredObject = Readonly<Record<string, unknown>>;

function mapped(stored: StoredObject, change: (entry: [string, unknown]) => [string, unknown]): StoredObject {
  return Object.fromEntries(Object.entries(stored).map(change));
}

function isObject(value: unknown): value is StoredObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
