/** Whether a class or a person can be a part of a file's name on every system, as the core takes it. */
export function isFileWord(word: string): boolean {
  return (
    /^[^/\\:*?"<>|\p{C}]{1,60}$/u.test(word) &&
    !/^[.\s]|[.\s]$/.test(word) &&
    !/^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(word)
  );
}
