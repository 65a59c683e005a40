import { isDay } from '../../platform/days.ts'
import { workingLanguages } from '../organisations/profile.ts'

/** A figure told with a piece of news: what is counted, how much, in what. */
export type Figure = { label: string; value: string; unit: string }

/** What somebody writes from the field. */
export type NewsFacts = {
  onDate: string
  locale: string
  body: string
  figures: Figure[]
  wantsPublic: boolean
}

/** How a piece of news came. */
const newsWays = ['workspace', 'offline', 'mail', 'link'] as const
export type NewsWay = (typeof newsWays)[number]

/** The most figures one piece of news tells. */
export const mostFigures = 4

/** A field of the form to mend, and the sentence (`errors.<reason>`) that says how. */
export type NewsProblem = { field: string; reason: string }

/** A figure as it is typed: digits with spaces, a point or a comma. */
const isFigure = (value: string) => /^\d[\d\s\u00a0\u202f]*([.,]\d+)?$/.test(value)

/** What there is to mend in a piece of news; nothing happens tomorrow. */
export function newsProblems(facts: NewsFacts, now: Date): NewsProblem[] {
  const problems: NewsProblem[] = []
  if (facts.body.length < 1) problems.push({ field: 'body', reason: 'news_body_missing' })
  if (facts.body.length > 4000) problems.push({ field: 'body', reason: 'news_body_long' })
  // A day further, for those who write from the other side of the earth.
  const tomorrow = new Date(now.getTime() + 24 * 3600_000).toISOString().slice(0, 10)
  if (!isDay(facts.onDate) || facts.onDate > tomorrow) problems.push({ field: 'onDate', reason: 'news_day_wrong' })
  if (!workingLanguages.includes(facts.locale as never))
    problems.push({ field: 'locale', reason: 'news_language_missing' })
  const wrong = facts.figures.findIndex(
    ({ label, value, unit }) =>
      label === '' || label.length > 120 || unit.length > 30 || !isFigure(value) || value.length > 30,
  )
  if (wrong >= 0) problems.push({ field: `figureValue${wrong + 1}`, reason: 'news_figure_wrong' })
  return problems
}

/** Reads the form of a piece of news: its figures come in lines `figureLabel1`, `figureValue1`, `figureUnit1`. */
export function readNews(form: FormData): NewsFacts {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const lines = Array.from({ length: mostFigures }, (_, at) => ({
    label: text(`figureLabel${at + 1}`),
    value: text(`figureValue${at + 1}`),
    unit: text(`figureUnit${at + 1}`),
  }))
  return {
    onDate: text('onDate'),
    locale: text('locale'),
    body: text('body').replaceAll('\r\n', '\n'),
    figures: lines.filter(({ label, value }) => label !== '' || value !== ''),
    wantsPublic: form.get('wantsPublic') === 'yes',
  }
}

/** When something was written, as the sender's clock says it: never later than now, never longer than a year ago. */
export function writtenAt(said: string, now: Date): Date {
  const at = Date.parse(said)
  if (Number.isNaN(at)) return now
  return new Date(Math.min(now.getTime(), Math.max(at, now.getTime() - 366 * 24 * 3600_000)))
}
