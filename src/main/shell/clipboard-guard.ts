/**
 * Cancels every copy, cut and paste that a script of the page requests (`document.execCommand`): Electron lets any script write
 * to the system's clipboard, without a gesture, and has no setting for it. What a person does by a key or a menu goes on.
 *
 * Between two listeners microtasks run only where no script is under way: an event in whose course none ran comes from one.
 */
export function guardClipboard(page: Window): void {
  const byPerson = new WeakSet<Event>();
  for (const type of ['copy', 'cut', 'paste']) {
    page.addEventListener(type, (event) => queueMicrotask(() => byPerson.add(event)), true);
    page.addEventListener(
      type,
      (event) => {
        if (byPerson.has(event)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      true,
    );
  }
}
