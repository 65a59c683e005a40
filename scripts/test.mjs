// `npm test`: prepares what is missing, then runs everything that can be run here, and says what could not.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentOf, npm } from './node.mjs'
import { prepareLibraries } from './prepare.mjs'
import { root, say, sentence } from './say.mjs'
import { steps } from './steps.mjs'

const node = prepareLibraries()
const folder = mkdtempSync(join(tmpdir(), 'navette-results-'))
const results = steps.map((step) => {
  console.log(`\n── ${sentence(`step_${step.name}`)}`)
  const start = Date.now()
  const result = runStep(step)
  return { ...result, name: step.name, seconds: (Date.now() - start) / 1000 }
})
rmSync(folder, { recursive: true })
report()

function runStep(step) {
  const plan = step.plan?.(node) ?? step
  if (plan.skip) {
    console.log(plan.skip)
    return { passed: 0, failed: 0, note: plan.skip }
  }
  if (plan.missing) {
    console.error(plan.missing)
    return { passed: 0, failed: 1, note: plan.missing }
  }
  if (plan.vitest) return runVitest(step.name, plan)
  const good = plan.script ? npm(['run', '--silent', plan.script], node).status === 0 : plan.done
  return { passed: good ? 1 : 0, failed: good ? 0 : 1 }
}

function runVitest(name, { vitest, env }) {
  const file = join(folder, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const settings = { cwd: root, stdio: 'inherit', env: { ...environmentOf(node), ...env } }
  const { status } = spawnSync(node, [program, 'run', ...vitest, ...reporters], settings)
  const { passed, failed } = countTests(file)
  // A file that could not even be loaded counts no test as failed.
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1) }
}

function countTests(file) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function report() {
  const width = Math.max(...steps.map(({ name }) => sentence(`step_${name}`).length))
  console.log('')
  for (const { name, passed, failed, seconds, note } of results) {
    const outcome = note ?? sentence('outcome', { passed, failed })
    const mark = failed > 0 ? '✗' : note ? '–' : '✓'
    console.log(`${mark} ${sentence(`step_${name}`).padEnd(width)} ${seconds.toFixed(1).padStart(7)} s  ${outcome}`)
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  say('total', { seconds: Math.round(results.reduce((total, { seconds }) => total + seconds, 0)) })
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') > 0 ? 1 : 0
}
