import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Figure, isReached } from './figures.ts'

/** Where and when the figures were taken. */
export type Machine = {
  takenOn: string
  processor: string
  cores: number
  memoryGiB: number
  node: string
  load: number
}

/** The machine as it is now; a high load before the first measure spoils every figure. */
export function describeMachine(): Machine {
  return {
    takenOn: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? '',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}

const digits = (value: number) => (value >= 100 ? 0 : value >= 10 ? 1 : 2)

function toText(value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toFixed(digits(value)))
  return rounded.toLocaleString('en-GB', { maximumFractionDigits: 2 })
}

function goalText({ goal, unit }: Figure): string {
  if (!goal) return ''
  return 'most' in goal ? `≤ ${toText(goal.most)} ${unit}`.trim() : `≥ ${toText(goal.least)} ${unit}`.trim()
}

const verdict = (figure: Figure) => ({ true: 'yes', false: 'NO', null: '' })[`${isReached(figure)}`] ?? ''

function cells(figure: Figure): string[] {
  const { area, size, what, value, unit } = figure
  return [area, size, what, `${toText(value)} ${unit}`.trim(), goalText(figure), verdict(figure)]
}

/** One figure as a line of a table on the terminal. */
export function toLine(figure: Figure): string {
  const [area = '', size = '', what = '', value = '', goal = '', reached = ''] = cells(figure)
  return `${area.padEnd(9)} ${size.padEnd(18)} ${what.padEnd(52)} ${value.padStart(14)}   ${goal.padEnd(14)} ${reached}`
}

const lead = `# Measured figures

Taken by \`npm run bench\`. Server, PostgreSQL and the asking program share the machine; latencies over one connection, one
question after the other, each page made anew; throughput over 16 connections. “Per core” is the number of answers for each
second of processor time the server's own process used, on all its threads: the rate of a core that neither the asking program
nor PostgreSQL shares. Generated ties are marked as such and live in a database of their own, dropped afterwards. So do the
generated budgets, of a thousand authorities over eight years; their pages are asked for by somebody who has signed in, whole,
another authority each time. “Longest wait of others” is the delay of the event loop of the server's own process, “longest
stretch of processor” the processor time of one turn of it, free of what else the machine does. Areas measured
by themselves (\`node bench/budget.ts --keep\`, \`node bench/accounts.ts --keep\`) say what the load was before.
`

function toMarkdown(machine: Machine, figures: readonly Figure[]): string {
  const { takenOn, processor, cores, memoryGiB, node, load } = machine
  const rows = figures.map((figure) => `| ${cells(figure).join(' | ')} |`)
  return [
    lead,
    `${takenOn}, ${processor}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, load before the first measure ${load}.`,
    '',
    '| what | size of the data | measure | value | goal | reached |',
    '|---|---|---|---:|---|---|',
    ...rows,
    '',
  ].join('\n')
}

const results = join(import.meta.dirname, 'results.json')

/** Keeps the figures beside this program, for machines and for people. */
export function keepFigures(machine: Machine, figures: readonly Figure[]): void {
  const content = { machine, figures: figures.map((figure) => ({ ...figure, reached: isReached(figure) })) }
  writeFileSync(results, `${JSON.stringify(content, null, 2)}\n`)
  writeFileSync(join(import.meta.dirname, 'RESULTS.md'), toMarkdown(machine, figures))
}

/** Keeps the figures of an area measured by itself, in place of those of the same area and size of data. */
export function replaceFigures(figures: readonly Figure[]): void {
  const { machine, figures: kept } = JSON.parse(readFileSync(results, 'utf8')) as {
    machine: Machine
    figures: Figure[]
  }
  const of = ({ area, size }: Figure) => `${area} ${size}`
  const anew = new Set(figures.map(of))
  keepFigures(machine, [...kept.filter((figure) => !anew.has(of(figure))), ...figures])
}

/** What the machine was doing before something was measured by itself. */
export function loadFigure(area: string, size: string): Figure {
  const { takenOn, load } = describeMachine()
  return { area, size, what: `load of the machine before, ${takenOn}`, value: load, unit: '' }
}
