/** What a function says of international action; 'internationalAction' is rubric 04 as a whole, not split further. */
export type FonctionMeaning =
  | 'officialDevelopmentAssistance'
  | 'otherInternationalAction'
  | 'interregional'
  | 'european'
  | 'globalGrant'
  | 'europeanFunds'
  | 'internationalAction'

type Chart = { since: number; chapters: string[]; meanings: [prefix: string, meaning: FonctionMeaning][] }

// Official account plans (DGCL), functional part. 041 to 043 are not the same from one chart to the next; 05 is the
// recovery plan ("plan de relance") in M14, M52 and M71 of 2022 and European funds in M57 only; M71 has those in 6.
const M57: Chart = {
  since: 2015,
  chapters: ['90', '93'],
  meanings: [
    ['041', 'globalGrant'],
    ['042', 'interregional'],
    ['043', 'european'],
    ['044', 'officialDevelopmentAssistance'],
    ['048', 'otherInternationalAction'],
    ['05', 'europeanFunds'],
  ],
}
const M71: Chart = {
  since: 2013,
  chapters: ['90', '93'],
  meanings: [
    ['041', 'interregional'],
    ['042', 'european'],
    ['043', 'globalGrant'],
    ['044', 'officialDevelopmentAssistance'],
    ['048', 'otherInternationalAction'],
    ['6', 'europeanFunds'],
  ],
}
const BEFORE_M57: Omit<Chart, 'chapters'> = {
  since: 2013,
  meanings: [
    ['041', 'globalGrant'],
    ['048', 'otherInternationalAction'],
  ],
}
const CHARTS: ReadonlyMap<string, Chart> = new Map([
  ['M57', M57],
  ['M57_D', { ...M57, since: 2022 }],
  ['M57_P', { ...M57, since: 2022 }],
  ['M57_A', { ...M57, since: 2022 }],
  ['M71', M71],
  ['M52', { ...BEFORE_M57, chapters: ['90', '91', '93'] }],
  ['M14_COM_SUP3500', { ...BEFORE_M57, chapters: ['90', '92'] }],
])

// Charts where account 6562 is "Au titre de la coopération décentralisée"; in M14 it is small equipment, M57_A has none.
const COOPERATION_ACCOUNTS: ReadonlySet<string> = new Set(['M52', 'M57', 'M57_D', 'M57_P', 'M71'])

/** The account plan a nomenclature names: 'M57_A' of 'M57-M57_A'; a plan's own name stays. */
export function planOf(nomenclature: string): string {
  return nomenclature.slice(nomenclature.lastIndexOf('-') + 1)
}

/**
 * What a function, or a chapter voted by function ('9304', '90048'), says of international action under this
 * nomenclature in this year; null where it says nothing, or the chart is unknown or not yet in force that year.
 */
export function fonctionMeaning(nomenclature: string, year: number, code: string): FonctionMeaning | null {
  const chart = chartOf(nomenclature, year)
  if (chart === null) return null
  const fonction = code.length > 3 && code.startsWith('9') ? fonctionOfChapter(nomenclature, year, code) : code
  if (fonction === null) return null
  if (fonction === '04') return 'internationalAction'
  return chart.meanings.find(([prefix]) => fonction.startsWith(prefix))?.[1] ?? null
}

/** The function inside a chapter voted by function: '04' of '9304', '048' of M14's '92048'; null for other chapters. */
export function fonctionOfChapter(nomenclature: string, year: number, chapter: string): string | null {
  const prefix = chartOf(nomenclature, year)?.chapters.find((one) => chapter.startsWith(one))
  return prefix === undefined || !/^\d{3,}$/.test(chapter) ? null : chapter.slice(prefix.length)
}

/** Whether this account is decentralised cooperation under this nomenclature in this year (6562, not in M14 or M57_A). */
export function isDecentralisedCooperationNature(nomenclature: string, year: number, code: string): boolean {
  return chartOf(nomenclature, year) !== null && COOPERATION_ACCOUNTS.has(planOf(nomenclature)) && code === '6562'
}

function chartOf(nomenclature: string, year: number): Chart | null {
  const chart = CHARTS.get(planOf(nomenclature))
  return chart !== undefined && year >= chart.since ? chart : null
}
