import type { FreshnessLinks } from '../../features/freshness/links.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { pathTo } from '../paths.ts'
import { workspacePath } from './paths.ts'

// What a record is called in the address of its correction form, in each language; both are understood in both.
const recordWords = {
  organisation: { fr: 'collectivite', en: 'authority' },
  partnership: { fr: 'lien', en: 'tie' },
} as const

/** The kinds of record readers correct. */
export type RecordKind = keyof typeof recordWords

/** The kind of record an address of the correction form means. */
export function readRecordKind(word: string | undefined): RecordKind | null {
  for (const kind of ['organisation', 'partnership'] as const)
    if (Object.values(recordWords[kind]).some((known) => known === word)) return kind
  return null
}

/** Where a record is corrected: by the key of an authority, or the id of a tie. */
export function correctPath(locale: Locale, kind: RecordKind, key: string, query: Record<string, string> = {}): string {
  return workspacePath('correct', locale, { kind: recordWords[kind][locale], key }, query)
}

/** The addresses letters on the freshness of the data lead to. */
export function freshnessLinks(baseUrl: string): FreshnessLinks {
  return {
    verify: (locale, token) => baseUrl + workspacePath('verifyCorrection', locale, { token }),
    corrections: (locale, key) =>
      baseUrl + (key ? workspacePath('corrections', locale, { key }) : workspacePath('openCorrections', locale)),
    record: (locale, kind, key) =>
      baseUrl + (kind === 'organisation' ? pathTo('authority', locale, { key }) : pathTo('tie', locale, { id: key })),
    answer: (locale, token, wish) =>
      baseUrl + workspacePath('answerCampaign', locale, { token }, wish === 'toCorrect' ? { wish } : {}),
  }
}
