import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';

type Render = (part: unknown, options: { props: Record<string, unknown> }) => { body: string };

/** Compiles parts of the page for the server, so that a test can render them to text and ask state classes. */
export async function openSvelteModules() {
  const server = await createServer({
    ...{ root: 'src/renderer', configFile: false, logLevel: 'error', appType: 'custom' },
    plugins: [svelte()],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  return {
    /** @param path from `src/renderer` */
    load: (path: string) => server.ssrLoadModule(`/${path}`),
    async render(path: string, props: Record<string, unknown>): Promise<string> {
      const { default: part } = (await server.ssrLoadModule(`/${path}`)) as { default: unknown };
      const { render } = (await server.ssrLoadModule('svelte/server')) as { render: Render };
      return render(part, { props }).body;
    },
    close: () => server.close(),
  };
}
