/** No separator of paths, no character that a file's name cannot have on some system. */
export const FILE_WORD = /^[^/\\:*?"<>|\p{C}]+$/u;
export const MAX_FILE_WORD = 60;

/** No dot or blank at an end: Windows drops them. */
export function hasPlainEnds(word: string): boolean {
  return !/^[.\s]|[.\s]$/.test(word);
}

export function isWindowsDevice(word: string): boolean {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(word);
}

/** Whether a class or a person can be a part of a file's name on every system. */
export function isFileWord(word: string): boolean {
  return word.length <= MAX_FILE_WORD && FILE_WORD.test(word) && hasPlainEnds(word) && !isWindowsDevice(word);
}
