/** One line on stderr for what went wrong without harm. */
export function warn(text: string): void {
  process.stderr.write(`warning: ${text}\n`);
}

/**
 * Puts errors that nothing handles on stderr: Electron's own dialog would hold the app, at its end too, until somebody answers
 * it.
 * @param onError called after that
 */
export function logUnhandled(onError: (error: Error) => void): void {
  // An error while an error is written, as on a full disk or a closed pipe, would go round without end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const log = (thrown: unknown) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.stderr.write(`error: internal: ${error.stack ?? error.message}\n`);
    onError(error);
  };
  process.on('uncaughtException', log);
  process.on('unhandledRejection', log);
}
