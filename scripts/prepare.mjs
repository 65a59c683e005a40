// Brings a checkout to the state in which it runs: Node, libraries, build. What is there already is left alone, so that
// after the first time no network is needed. Runs on Node 20: no library, no new syntax.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureNode, npm } from './node.mjs'
import { fail, root, say, sentence } from './say.mjs'

const libraryStamp = join(root, 'node_modules/.navette')
const buildStamp = join(root, 'build/.navette')
const attempts = 3

/** Makes sure of Node and the libraries; answers the path of Node. */
export function prepareLibraries() {
  const node = ensureNode()
  const state = hashOf(['package.json', 'package-lock.json'], `${process.platform}-${process.arch}`)
  if (readStamp(libraryStamp) === state) return node
  say('installing')
  // Not `npm ci`: it fails where the registry lacks the packages of other platforms. The lock file is obeyed, not rewritten.
  const args = ['install', '--include=dev', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  for (let attempt = 1; npm(args, node).status !== 0; attempt++) {
    if (attempt === attempts) fail('notInstalled')
    say('installingAgain', { attempt: attempt + 1, attempts })
  }
  writeFileSync(libraryStamp, state)
  return node
}

/** Builds the site when a source changed since the last build; answers whether there is a build. */
export function prepareBuild(node) {
  const state = hashOf(sources(), readStamp(libraryStamp))
  if (readStamp(buildStamp) === state) return true
  say('building')
  rmSync(buildStamp, { force: true })
  const result = npm(['run', 'build', '--silent'], node, { stdio: 'pipe', encoding: 'utf8' })
  if (result.status !== 0) {
    console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`)
    console.error(sentence('notBuilt'))
    return false
  }
  writeFileSync(buildStamp, state)
  return true
}

const folders = ['packages', 'platform', 'db', 'features', 'web', 'api']
const files = ['server.ts', 'vite.config.ts', 'react-router.config.ts', 'tsconfig.json']

function sources() {
  const found = folders.flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name))
      : [],
  )
  // Migrations and seeds are read when the program runs.
  const built = (name) =>
    /\.(ts|tsx|css|json|svg|woff2|ico|png|webmanifest)$/.test(name) && !/\.test\.tsx?$|^db.seeds/.test(name)
  return [...found.filter(built).sort(), ...files]
}

function hashOf(names, seed) {
  const hash = createHash('sha256').update(String(seed))
  for (const name of names) {
    if (existsSync(join(root, name))) hash.update(`\0${name}\0`).update(readFileSync(join(root, name)))
  }
  return hash.digest('hex')
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
