import type { Locale } from '../../../platform/i18n/locales.ts'
import { pathTo } from '../../../web/paths.ts'
import { at } from './reader.ts'

/** The path of a tie's page, read off the page of one of its parties by the partner's name. */
export async function findTiePath(locale: Locale, party: string, partner: string): Promise<string> {
  const html = await (await fetch(at(pathTo('authority', locale, { key: party })))).text()
  const links = html.matchAll(/href="(?<path>\/(?:fr\/lien|en\/tie)\/[^"]+)"/g)
  const found = [...links].map((link) => link.groups?.path ?? '').find((path) => path.includes(partner))
  if (!found) throw new Error(`${party} has no tie with ${partner} on its page`)
  return found
}

type ToPath = (locale: Locale) => string | Promise<string>

const authority =
  (name: string, key: string): ToPath =>
  (locale) =>
    pathTo('authority', locale, { key, name })

const examples = {
  home: (locale) => pathTo('home', locale),
  map: (locale) => pathTo('map', locale),
  search: (locale) => `${pathTo('search', locale)}?q=chambery`,
  'search with filters': (locale) => `${pathTo('search', locale)}?region=r84&ties=with`,
  'search without answer': (locale) => `${pathTo('search', locale)}?q=zzzzzzzz`,
  town: authority('Chambéry', 'c73065'),
  'town without tie': authority("L'Abergement-Clémenciat", 'c01001'),
  région: authority('Auvergne-Rhône-Alpes', 'r84'),
  'authority abroad': authority('Ouahigouya', 'bf-ouahigouya'),
  countries: (locale) => pathTo('countries', locale),
  country: (locale) => pathTo('country', locale, { code: 'bf' }),
  ties: (locale) => pathTo('ties', locale),
  tie: (locale) => findTiePath(locale, 'c73065', 'ouahigouya'),
  methods: (locale) => pathTo('methods', locale),
  data: (locale) => pathTo('data', locale),
  api: (locale) => pathTo('api', locale),
  about: (locale) => pathTo('about', locale),
  accessibility: (locale) => pathTo('accessibility', locale),
  legal: (locale) => pathTo('legal', locale),
  privacy: (locale) => pathTo('privacy', locale),
} as const satisfies Record<string, ToPath>

/** The name of a kind of page. */
export type PageType = keyof typeof examples

/** Every kind of public page. */
export const pageTypes = Object.keys(examples) as PageType[]

/** The path of an example of a kind of page. */
export async function pathOfType(type: PageType, locale: Locale): Promise<string> {
  return examples[type](locale)
}
