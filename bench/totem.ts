import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { parseBudget, readBudget } from '../packages/totem/read.ts'
import { startTotals, totalsOf } from '../packages/totem/totals.ts'
import type { Figure, Tell } from './figures.ts'
import { toLine } from './report.ts'

const file = join(import.meta.dirname, '../../shared/data/totem/Montreuil_93_CA_2022.xml')
const MEGABYTE = 1024 * 1024

type Streamed = { seconds: number; megabytes: number; lines: number; peak: number }

/** How fast budgets are read: the largest real file where it is there, and a generated one that does not fit a budget. */
export async function measureBudgets(tell: Tell, megabytes = 200): Promise<void> {
  if (existsSync(file)) measureFile(tell)
  // In a process of its own, so that the peak is that of the reading.
  const args = [import.meta.filename, '--stream', String(megabytes)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const { seconds, lines, peak, ...made } = JSON.parse(stdout) as Streamed
  const figure = { area: 'budget', size: `${Math.round(made.megabytes)} MB generated` }
  tell({ ...figure, what: `${lines} lines with totals`, value: made.megabytes / seconds, unit: 'MB/s' })
  tell({ ...figure, what: 'lines a second', value: lines / seconds, unit: '/s' })
  tell({ ...figure, what: 'peak memory of the process', value: peak, unit: 'MB', goal: { most: 300 } })
}

function measureFile(tell: Tell): void {
  const bytes = readFileSync(file)
  const times: number[] = []
  for (let round = 0; round < 9; round += 1) {
    const begin = performance.now()
    for (const { lines } of parseBudget(bytes).value ?? []) totalsOf(lines)
    times.push((performance.now() - begin) / 1000)
  }
  const first = times[0] ?? 0
  const median = times.toSorted((left, right) => left - right)[4] ?? 0
  const figure = { area: 'budget', size: `${(bytes.length / MEGABYTE).toFixed(1)} MB real file` }
  tell({ ...figure, what: 'read with totals, first time', value: first, unit: 's', goal: { most: 1 } })
  tell({ ...figure, what: 'read with totals, median of 9', value: median, unit: 's', goal: { most: 1 } })
  tell({ ...figure, what: 'read with totals, median of 9', value: bytes.length / MEGABYTE / median, unit: 'MB/s' })
}

async function stream(megabytes: number): Promise<Streamed> {
  const totals = startTotals()
  const begin = performance.now()
  const { value, issueCount } = await readBudget(generate(megabytes), { line: totals.add })
  const sums = totals.bySection()
  const seconds = (performance.now() - begin) / 1000
  const lines = value?.[0]?.lineCount ?? 0
  if (issueCount > 0 || sums.length === 0) throw new Error('the generated budget was not read')
  return { seconds, megabytes, lines, peak: process.resourceUsage().maxRSS / 1024 }
}

// A budget of as many megabytes, made as it is read: amounts and functions differ from line to line.
function* generate(megabytes: number): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>
<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire"><EnTeteDocBudgetaire><LibelleColl V="ÉPINE"/>
<IdColl V="21990001200017"/></EnTeteDocBudgetaire><Budget><EnTeteBudget><IdEtab V="21990001200017"/>
<Nomenclature V="M57-M57_D"/></EnTeteBudget><BlocBudget><NatDec V="09"/><Exer V="2024"/><CodTypBud V="P"/></BlocBudget>`)
  let number = 0
  for (let made = 0; made < megabytes * MEGABYTE; ) {
    const lines = Array.from({ length: 200 }, () => {
      number += 1
      return lineOf(number)
    })
    const piece = encoder.encode(lines.join(''))
    made += piece.length
    yield piece
  }
  yield encoder.encode('</Budget></DocumentBudgetaire>')
}

function lineOf(number: number): string {
  const amount = `${(number * 7919) % 1_000_000}.${String(number % 100).padStart(2, '0')}`
  return `
      <LigneBudget>
         <Nature V="${number % 3 === 0 ? '2313' : '6562'}"/>
         <LibCpte V="Coopération n° ${number}"/>
         <Fonction V="0${40 + (number % 9)}"/>
         <ContNat V="65"/>
         <ArtSpe V="false"/>
         <CodRD V="${number % 5 === 0 ? 'R' : 'D'}"/>
         <MtPrev V="0.00"/>
         <CredOuv V="${amount}"/>
         <MtReal V="${amount}"/>
         <OpBudg V="0"/>
         <MtSup Code="BudgetHorsRAR" V="${amount}"/>
      </LigneBudget>`
}

if (import.meta.main) {
  if (process.argv[2] === '--stream') process.stdout.write(JSON.stringify(await stream(Number(process.argv[3]))))
  else await measureBudgets((figure: Figure) => console.log(toLine(figure)))
}
