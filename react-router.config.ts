import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'web',
  buildDirectory: 'build',
  serverBuildFile: 'index.js',
  ssr: true,
  // Public pages load no script, so nothing discovers routes later: no manifest address to serve.
  routeDiscovery: { mode: 'initial' },
} satisfies Config
