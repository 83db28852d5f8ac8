/** What a file of published weights holds, before it is known whose they are. */
export interface PublishedFile {
  path: string;
  /** By the name in the file. */
  layers: ReadonlyMap<string, PublishedLayer>;
  /** What every layer does, those without weights too, in their order; only where the file states it. */
  operations?: readonly string[];
  /** What is subtracted from pictures, where the file states it: [1, 1, 3], or one value for each pixel [h, w, 3]. */
  mean?: PublishedArray;
  close: () => void;
}

export type PublishedRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance';
export type PublishedLayer = ReadonlyMap<PublishedRole, PublishedArray>;

/** An array of the file, decoded when it is requested. */
export interface PublishedArray {
  shape: readonly number[];
  /** `row`: the last axis runs fastest (C, Keras); `column`: the first one does (MATLAB). */
  order: 'row' | 'column';
  read: () => Float32Array | Promise<Float32Array>;
}

/** First names of a list, for a message. */
export function namesText(names: readonly string[]): string {
  const first = names.slice(0, 4).join(', ');
  return names.length === 0 ? 'nothing' : names.length > 4 ? `${first} …` : first;
}
