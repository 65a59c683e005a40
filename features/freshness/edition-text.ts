import { type Locale, locales } from '../../platform/i18n/locales.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import type { SourceFacts } from '../opendata/columns.ts'
import { licenceName, toLicence } from '../opendata/licences.ts'

/** What an edition says of itself. */
export type EditionFacts = {
  year: number
  madeAt: Date
  dataVersion: number
  organisations: number
  partnerships: number
  licences: readonly string[]
  sources: readonly SourceFacts[]
}

const plain = (text: string) => text.replaceAll('**', '').replace(/\[([^\]]+)\]\(\w+\)/g, '$1')
const underlined = (title: string) => `${title}\n${'='.repeat(title.length)}\n`

function describe(t: Translator, facts: EditionFacts): string {
  const { year, madeAt, dataVersion, organisations, partnerships } = facts
  const licences = facts.licences.map((code) => {
    const { slug, url } = toLicence(code)
    return `- ${slug}: ${licenceName(t, code)}${url ? ` – ${url}` : ''}`
  })
  const sources = facts.sources.map((source) => `- ${source.name}: ${source.attribution} (${source.licence})`)
  return [
    underlined(t('freshness.edition.title', { year: String(year) })),
    t('freshness.edition.made', { day: madeAt, version: dataVersion, organisations, partnerships }),
    '',
    t('freshness.edition.files'),
    '',
    underlined(t('freshness.edition.licences')),
    ...licences,
    '',
    underlined(t('freshness.edition.sources')),
    ...sources,
  ].join('\n')
}

const methods = ['tie', 'evidence', 'state', 'match', 'figures', 'disputed'] as const

function explain(t: Translator): string {
  const parts = methods.map(
    (part) => `${underlined(t(`site.methods.${part}Title`))}\n${plain(t(`site.methods.${part}`))}\n`,
  )
  return [...parts, `${underlined(t('freshness.coverage.title'))}\n${plain(t('freshness.coverage.lead'))}\n`].join('\n')
}

const inBoth = (write: (t: Translator, locale: Locale) => string) =>
  locales.map((locale) => write(translator(locale), locale)).join('\n\n')

/** What is in the edition, under which licences, from which sources; in both languages. */
export const readmeText = (facts: EditionFacts): string => `${inBoth((t) => describe(t, facts))}\n`

/** How the data are made and what they do not know; in both languages. */
export const methodsText = (): string => `${inBoth(explain)}\n`
