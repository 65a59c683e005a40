// `npm start`: prepares what is missing, then runs the server until it is told to stop.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { environmentOf } from './node.mjs'
import { whenParentEnds } from './parent.mjs'
import { prepareBuild, prepareLibraries } from './prepare.mjs'
import { root } from './say.mjs'

const node = prepareLibraries()
if (!prepareBuild(node)) process.exit(1)

const server = spawn(node, [join(root, 'build/server/index.js')], {
  cwd: root,
  stdio: 'inherit',
  env: { ...environmentOf(node), NODE_ENV: 'production' },
})
// Ctrl-C reaches the server too: it takes signals that come together for one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
whenParentEnds(() => server.kill('SIGTERM'))
server.on('exit', (code) => process.exit(code ?? 1))
