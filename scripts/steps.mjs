// The steps of `npm test`, from what is quick to what is long. A step says how it is run, or why it cannot be.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepareBuild } from './prepare.mjs'
import { root, sentence } from './say.mjs'
import { ensureChromium, ensureGdal } from './tools.mjs'

const debian15 = '/usr/lib/postgresql/15/bin/postgres'
const corpusData = join(root, '../shared/data')

/** One step: a script of package.json, or a run of vitest, or a function; `skip` and `missing` are answered in place of them. */
export const steps = [
  { name: 'types', script: 'types' },
  { name: 'lint', script: 'lint' },
  { name: 'layers', script: 'layers' },
  { name: 'dead', script: 'dead' },
  { name: 'unit', vitest: [] },
  { name: 'debian15', plan: () => (existsSync(debian15) ? secondEngine() : { skip: sentence('noDebian15') }) },
  { name: 'build', plan: (node) => ({ done: prepareBuild(node) }) },
  { name: 'e2e', plan: planBrowserTests },
  { name: 'corpus', plan: planCorpus },
]

function secondEngine() {
  return { vitest: ['.db.test.ts'], env: { NAVETTE_TEST_ENGINE: 'debian15' } }
}

function planBrowserTests() {
  const chromium = ensureChromium()
  if (!chromium) return { missing: sentence('noChromium') }
  return { vitest: ['--config', 'tests/e2e/vitest.config.ts'], env: { CHROMIUM_PATH: chromium } }
}

function planCorpus() {
  if (!existsSync(corpusData)) return { skip: sentence('noCorpus', { folder: corpusData }) }
  if (!ensureGdal()) console.log(sentence('noGdal'))
  return { vitest: ['--config', 'tests/corpus/vitest.config.ts'] }
}
