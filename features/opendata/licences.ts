import type { Translator } from '../../platform/i18n/translator.ts'

/** A licence as rows carry it (`code`), as it stands in a file name (`slug`), and where its text is. */
export type Licence = { code: string; slug: string; url: string | null }

const texts: Readonly<Record<string, string>> = {
  'etalab-2.0': 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
  'cc0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'cc-by-3.0': 'https://creativecommons.org/licenses/by/3.0/',
  'cc-by-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'cc-by-sa-3.0': 'https://creativecommons.org/licenses/by-sa/3.0/',
  'cc-by-sa-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'odbl-1.0': 'https://opendatacommons.org/licenses/odbl/1-0/',
  'oecd-terms': 'https://www.oecd.org/en/about/terms-conditions.html',
  mit: 'https://opensource.org/license/mit',
}

/** The form a licence takes in a file name: small ASCII letters, digits, points and hyphens. */
export function licenceSlug(code: string): string {
  const slug = code
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return slug || 'other'
}

/** What is known of a licence by its code; one that is not on our list has no address. */
export function toLicence(code: string): Licence {
  const slug = licenceSlug(code)
  return { code, slug, url: texts[slug] ?? null }
}

/** The full name of a licence in the reader's language; its code when it is not on our list. */
export function licenceName(t: Translator, code: string): string {
  const key = `data.licences.${licenceSlug(code).replace(/[.-]/g, '_')}`
  return t.has(key) ? t(key) : code
}
