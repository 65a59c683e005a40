import type { Locale } from '../../../platform/i18n/locales.ts'
import { pathTo } from '../../../web/paths.ts'
import { at } from './reader.ts'

/** One example of each kind of page, as a path. */
export type PageType = { name: string; path: string }

/** The path of a tie's page, read off the page of one of its parties by the partner's name. */
export async function findTiePath(locale: Locale, party: string, partner: string): Promise<string> {
  const html = await (await fetch(at(pathTo('authority', locale, { key: party })))).text()
  const links = html.matchAll(/href="(?<path>\/(?:fr\/lien|en\/tie)\/[^"]+)"/g)
  const found = [...links].map((link) => link.groups?.path ?? '').find((path) => path.includes(partner))
  if (!found) throw new Error(`${party} has no tie with ${partner} on its page`)
  return found
}

/** An example of every kind of public page in a language. */
export async function pageTypes(locale: Locale): Promise<PageType[]> {
  const authority = (name: string, key: string) => ({ name, path: pathTo('authority', locale, { key, name }) })
  const plain = ['map', 'countries', 'ties', 'methods', 'data', 'api', 'about', 'accessibility', 'legal'] as const
  return [
    { name: 'home', path: pathTo('home', locale) },
    ...plain.map((id) => ({ name: id, path: pathTo(id, locale) })),
    { name: 'search', path: `${pathTo('search', locale)}?q=chambery` },
    { name: 'search without answer', path: `${pathTo('search', locale)}?q=zzzzzzzz` },
    authority('Chambéry', 'c73065'),
    authority('Auvergne-Rhône-Alpes', 'r84'),
    authority('Ouahigouya', 'bf-ouahigouya'),
    { name: 'country', path: pathTo('country', locale, { code: 'bf' }) },
    { name: 'tie', path: await findTiePath(locale, 'c73065', 'ouahigouya') },
    { name: 'missing page', path: `${pathTo('home', locale)}/zzz` },
  ]
}
