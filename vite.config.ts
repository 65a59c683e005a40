import devServer from '@hono/vite-dev-server'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  publicDir: 'web/public',
  plugins: [
    // First, or `react-router dev` would answer pages without going through server.ts.
    devServer({
      entry: 'server.ts',
      injectClientScript: false,
      exclude: [/^\/(web|node_modules)\/.+/, /^\/@.+$/, /\?(import|t=|v=)/],
    }),
    tailwindcss(),
    reactRouter(),
  ],
  // Fonts and drawings stay files of their own: the content security policy allows no data: address.
  build: { assetsInlineLimit: 0 },
  // One bundle from server.ts: two copies of a module would open two databases.
  environments: { ssr: { build: { rolldownOptions: { input: './server.ts' } } } },
})
