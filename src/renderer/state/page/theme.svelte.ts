import { EXPRESSION_COLORS } from '../../../artifact/label-colors.ts';
import { EXPRESSIONS } from '../../../artifact/labels.ts';

/** Whether the screens are dark, for what is drawn on a canvas. The shell sets the theme, the page follows the system. */
class Theme {
  readonly #query = matchMedia('(prefers-color-scheme: dark)');
  #isDark = $state(this.#query.matches);

  get isDark(): boolean {
    return this.#isDark;
  }

  /** Keeps `--label-<expression>` on the page's root. */
  begin(): () => void {
    const turn = () => {
      this.#isDark = this.#query.matches;
      for (const label of EXPRESSIONS)
        document.documentElement.style.setProperty(`--label-${label}`, this.label(label));
    };
    turn();
    this.#query.addEventListener('change', turn);
    return () => this.#query.removeEventListener('change', turn);
  }

  label(label: (typeof EXPRESSIONS)[number]): string {
    return EXPRESSION_COLORS[label][this.#isDark ? 'dark' : 'light'];
  }
}

export const theme = new Theme();
