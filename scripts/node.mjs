// Finds or fetches the Node that Navette needs. Runs on Node 20: no library, no new syntax.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fail, root, say } from './say.mjs'

const needed = [24, 15]
const fetched = '24.21.0'

/** Runs npm under a given Node, as the npm that started us or the one of the PATH. */
export function npm(args, node, options = {}) {
  const env = environmentOf(node)
  const settings = { cwd: root, stdio: 'inherit', env, ...options }
  const cli = process.env.npm_execpath
  return cli && /\.[cm]?js$/.test(cli) ? spawnSync(node, [cli, ...args], settings) : spawnSync('npm', args, settings)
}

/** The environment in which everything runs under a given Node. */
export function environmentOf(node) {
  return { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH }
}

/** The path of a Node that is new enough: the running one, or one fetched once into `.node/`. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return process.execPath
  // Script-free packages: the `node` package needs an install script, which npm 12 does not run.
  const kind = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'
  const name = `${kind}-${process.platform}-${process.arch}`
  const folder = join(root, '.node', fetched)
  const node = join(folder, 'node_modules', name, 'bin/node')
  if (existsSync(node)) {
    say('continuing', { found: process.versions.node, version: fetched })
    return node
  }
  say('fetchingNode', { found: process.versions.node, version: fetched })
  fetchNode(folder, `${name}@${fetched}`)
  const started = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (started.stdout?.trim() !== `v${fetched}`) fail('nodeDoesNotRun', { path: node })
  return node
}

function fetchNode(folder, spec) {
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  writeFileSync(join(unfinished, 'package.json'), '{"private":true}')
  const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const result = npm(['install', '--prefix', unfinished, ...quiet, spec], process.execPath)
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    fail('nodeNotFetched', { needed: needed[0] })
  }
  // Never half a Node under the final name.
  rmSync(folder, { recursive: true, force: true })
  renameSync(unfinished, folder)
}
