// Carries the facts of the official account plans (DGCL) over to data/*.csv: which code has which label, in which plan
// and year. Run it again when a year is added: node scripts/generate-nomenclatures.ts FOLDER (files named 2024_M57_D.xml).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'

type Row = { cells: string[]; held: Map<string, Set<number>> }
type Kind = 'natures' | 'fonctions' | 'chapters'

const COLUMNS: Record<Kind, string[]> = {
  natures: ['code', 'label', 'expenditureChapter', 'receiptChapter', 'plans'],
  fonctions: ['code', 'label', 'plans'],
  chapters: ['code', 'label', 'plans'],
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('Say the folder of the account plans.')
const rows: Record<Kind, Map<string, Row>> = { natures: new Map(), fonctions: new Map(), chapters: new Map() }
const years = new Map<string, number[]>()

for (const file of readdirSync(folder).sort()) {
  // The name is the identity: 2022_M57 says Exer="2020" inside and 2023_M57_P says M57_D.
  const [, year, plan] = /^(\d{4})_(\w+)\.xml$/.exec(file) ?? []
  if (year === undefined || plan === undefined) continue
  years.set(plan, [...(years.get(plan) ?? []), Number(year)])
  readPlan(decode(readFileSync(join(folder, file))), plan, Number(year))
}

for (const kind of ['natures', 'fonctions', 'chapters'] as const) {
  const lines = [...rows[kind].values()].map(({ cells, held }) => [...cells, writeHeld(held)])
  lines.sort(([a = '', b = ''], [c = '', d = '']) => (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1))
  save(kind, [COLUMNS[kind], ...lines])
}
save('plans', [['plan', 'year'], ...[...years].sort().flatMap(([plan, held]) => held.map((year) => [plan, `${year}`]))])

function decode(bytes: Uint8Array): string {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 100))
  return new TextDecoder(/encoding=["']ISO-8859-1/i.test(start) ? 'windows-1252' : 'utf-8').decode(bytes)
}

function readPlan(text: string, plan: string, year: number): void {
  const parents: string[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const code = attributes.Code?.trim()
    const label = attributes.Libelle?.replaceAll(/[\u0080-\u009f]/g, asWindows)
      .replaceAll(/\s+/g, ' ')
      .trim()
    const kind = kindOf(name, parents)
    if (code && label && kind !== null) {
      const chapters = kind === 'natures' ? [attributes.DR?.trim() ?? '', attributes.RR?.trim() ?? ''] : []
      keep(kind, [code, label, ...chapters], plan, year)
    }
    parents.push(name)
  })
  parser.on('closetag', () => parents.pop())
  parser.write(text).close()
}

// "&#x92;" is a control code in XML; those who wrote it meant the apostrophe Windows has there.
function asWindows(control: string): string {
  return new TextDecoder('windows-1252').decode(Uint8Array.of(control.charCodeAt(0)))
}

function kindOf(name: string, parents: string[]): Kind | null {
  if (name === 'RefFonc') return 'fonctions'
  if (name === 'Chapitre') return 'chapters'
  if (name !== 'Compte') return null
  return parents[1] === 'Nature' ? 'natures' : 'chapters'
}

function keep(kind: Kind, cells: string[], plan: string, year: number): void {
  const key = cells.join('\t')
  const row = rows[kind].get(key) ?? { cells, held: new Map() }
  rows[kind].set(key, row)
  row.held.set(plan, (row.held.get(plan) ?? new Set()).add(year))
}

// 'M52' for every year held of a plan, 'M57:2015-2018' for a run of them, 'M57:2015+2018-2020' for several runs.
function writeHeld(held: Map<string, Set<number>>): string {
  const parts = [...held].sort().map(([plan, of]) => {
    const all = years.get(plan) ?? []
    if (of.size === all.length) return plan
    const runs: number[][] = []
    all.forEach((year, at) => {
      if (!of.has(year)) return
      const isNext = at > 0 && of.has(all[at - 1] ?? 0)
      if (isNext) runs.at(-1)?.push(year)
      else runs.push([year])
    })
    return `${plan}:${runs.map((run) => (run.length === 1 ? run[0] : `${run[0]}-${run.at(-1)}`)).join('+')}`
  })
  return parts.join(' ')
}

function save(name: string, lines: string[][]): void {
  const text = lines.map((cells) => cells.map(quote).join(',')).join('\n')
  writeFileSync(join(import.meta.dirname, '../data', `${name}.csv`), `${text}\n`)
}

function quote(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
