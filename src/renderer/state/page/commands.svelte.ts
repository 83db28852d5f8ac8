export interface Command {
  id: string;
  title: string;
  /** A heading of the palette. */
  group: string;
  /** Quiet words after the title. */
  detail?: string | undefined;
  /** Its shortcut. */
  keys?: string | undefined;
  /** Further words that find it. */
  words?: string[] | undefined;
  run: () => void;
}

/** What the command palette offers: each part of the app registers what it can do right now. */
class Commands {
  static readonly #REMEMBERED = 5;
  #sources = $state.raw<readonly (() => readonly Command[])[]>([]);
  /** Ids of what was run last, the latest first. */
  #recent = $state.raw<readonly string[]>([]);

  get all(): readonly Command[] {
    return this.#sources.flatMap((source) => source());
  }

  /** What was run last and can still be run. */
  get recent(): readonly Command[] {
    const { all } = this;
    return this.#recent.flatMap((id) => all.find((command) => command.id === id) ?? []);
  }

  run(command: Command): void {
    const others = this.#recent.filter((id) => id !== command.id);
    this.#recent = [command.id, ...others].slice(0, Commands.#REMEMBERED);
    command.run();
  }

  /** @returns takes it back */
  provide(source: () => readonly Command[]): () => void {
    this.#sources = [...this.#sources, source];
    return () => (this.#sources = this.#sources.filter((other) => other !== source));
  }
}

export const commands = new Commands();
