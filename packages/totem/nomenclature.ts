import { parseCsv } from './csv.ts'
import { planOf } from './meaning.ts'
import type { Direction } from './types.ts'

/** The texts of data/plans.csv, natures.csv, fonctions.csv and chapters.csv of this package. */
export type NomenclatureTexts = { plans: string; natures: string; fonctions: string; chapters: string }

/**
 * The labels of one official account plan of one year. A code that year's plan does not have is looked up in the nearest
 * earlier, then later year held of the same plan (accounts appear between two editions), and is null when none has it.
 */
export type Nomenclature = {
  /** The plan used, e.g. 'M14_COM_SUP3500'. */
  plan: string
  /** The year of the plan used: the year asked where held, else the nearest earlier, else the nearest later. */
  planYear: number
  isExactYear: boolean
  nature(code: string): string | null
  fonction(code: string): string | null
  /** Chapters voted by nature ('65') and by function ('930', '9304', '90048'). */
  chapter(code: string): string | null
  /** The chapter a real operation of this account is voted in, when the plan gives one. */
  chapterOfNature(code: string, direction: Direction): string | null
  /** The year of the plan the label of this code comes from, null when there is none. */
  yearOf(kind: 'nature' | 'fonction' | 'chapter', code: string): number | null
}

/** All the account plans held. */
export type Nomenclatures = {
  /** The plans and years held. */
  plans: { plan: string; year: number }[]
  /** The plan a budget of this nomenclature ('M57-M57_A' or 'M57_A') and year is read with; null for an unknown one. */
  nomenclatureOf(name: string, year: number): Nomenclature | null
}

type Entry = { code: string; label: string; chapters: Record<Direction, string | null>; plans: string }
type Kind = 'natures' | 'fonctions' | 'chapters'

/** Reads the account plans from their texts, once; throws RangeError when a text is not the CSV of this package. */
export function readNomenclatures(texts: NomenclatureTexts): Nomenclatures {
  const plans = readPlans(texts.plans)
  const entries = {
    natures: readEntries(texts.natures, 'code,label,expenditureChapter,receiptChapter,plans'),
    fonctions: readEntries(texts.fonctions, 'code,label,plans'),
    chapters: readEntries(texts.chapters, 'code,label,plans'),
  }
  const known = new Map<string, Nomenclature>()
  return {
    plans,
    nomenclatureOf(name, year) {
      const plan = planOf(name)
      const years = byNearness(
        plans.filter((held) => held.plan === plan).map((held) => held.year),
        year,
      )
      const planYear = years[0]
      if (planYear === undefined) return null
      const key = `${plan} ${planYear} ${planYear === year}`
      const found = known.get(key) ?? nomenclatureOf(entries, plan, years, planYear === year)
      known.set(key, found)
      return found
    },
  }
}

type Found = { entry: Entry; year: number }

function nomenclatureOf(
  entries: Record<Kind, Entry[]>,
  plan: string,
  years: number[],
  isExactYear: boolean,
): Nomenclature {
  const [natures, fonctions, chapters] = [
    indexOf(entries.natures, plan, years),
    indexOf(entries.fonctions, plan, years),
    indexOf(entries.chapters, plan, years),
  ]
  const find = { nature: natures.get.bind(natures), fonction: fonctions.get.bind(fonctions), chapter }

  // Works for third persons: '45411' is operation 1 of chapter 4541.
  function chapter(code: string): Found | undefined {
    return chapters.get(code) ?? (/^45\d{3,}$/.test(code) ? chapters.get(code.slice(0, 4)) : undefined)
  }

  return {
    plan,
    planYear: years[0] ?? 0,
    isExactYear,
    nature: (code) => natures.get(code)?.entry.label ?? null,
    fonction: (code) => fonctions.get(code)?.entry.label ?? null,
    chapter: (code) => chapter(code)?.entry.label ?? null,
    chapterOfNature: (code, direction) => natures.get(code)?.entry.chapters[direction] ?? null,
    yearOf: (kind, code) => find[kind](code)?.year ?? null,
  }
}

// Each code with its entry of the nearest year that has it.
function indexOf(entries: Entry[], plan: string, years: number[]): Map<string, Found> {
  const index = new Map<string, Found>()
  for (const entry of entries) {
    const rank = years.findIndex((year) => isIn(entry.plans, plan, year))
    const year = years[rank]
    if (year === undefined) continue
    const known = index.get(entry.code)
    if (known === undefined || rank < years.indexOf(known.year)) index.set(entry.code, { entry, year })
  }
  return index
}

function readPlans(text: string): { plan: string; year: number }[] {
  const [header, ...rows] = parseCsv(text)
  if (header?.join(',') !== 'plan,year') throw new RangeError('Not data/plans.csv of this package.')
  return rows.map(([plan = '', year = '']) => ({ plan, year: Number(year) }))
}

function readEntries(text: string, columns: string): Entry[] {
  const [header, ...rows] = parseCsv(text)
  if (header?.join(',') !== columns) throw new RangeError(`Not a CSV of this package: its columns are not ${columns}.`)
  return rows.map((cells) => {
    const [code = '', label = '', expenditure, receipt] = cells
    const hasChapters = cells.length === 5
    const chapters = { expenditure: (hasChapters && expenditure) || null, receipt: (hasChapters && receipt) || null }
    return { code, label, chapters, plans: cells.at(-1) ?? '' }
  })
}

// The year asked or the nearest earlier ones first, then the later ones.
function byNearness(years: number[], year: number): number[] {
  const earlier = years.filter((held) => held <= year).sort((left, right) => right - left)
  return [...earlier, ...years.filter((held) => held > year).sort((left, right) => left - right)]
}

// 'M52 M57:2015-2018+2020': a plan alone holds for every year of it.
function isIn(plans: string, plan: string, year: number): boolean {
  const held = plans.split(' ').find((one) => one === plan || one.startsWith(`${plan}:`))
  if (held === undefined || held === plan) return held === plan
  return held
    .slice(plan.length + 1)
    .split('+')
    .some((run) => {
      const [from = '', to = from] = run.split('-')
      return Number(from) <= year && year <= Number(to)
    })
}
