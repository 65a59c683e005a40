// Sentences of the starting scripts, in the language of the terminal. Runs before anything is installed: no library here.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const said = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
const locale = /^fr/i.test(said) ? 'fr' : 'en'
const { prepare } = JSON.parse(readFileSync(join(root, 'platform/i18n', locale, 'cli.json'), 'utf8'))

/** The sentence of a key below `cli.prepare`, its placeholders filled. */
export function sentence(key, values = {}) {
  return prepare[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
}

export function say(key, values) {
  console.log(sentence(key, values))
}

/** Says why nothing can go on, and ends. */
export function fail(key, values) {
  console.error(sentence(key, values))
  process.exit(1)
}
