import { slug } from '../features/organisations/names.ts'
import { isLocale, type Locale, locales } from '../platform/i18n/locales.ts'
import { translateWorkspacePath } from './workspace/paths.ts'

/** Every public page, its word in each language, and what follows the word in its address. */
export const pages = [
  { id: 'home', fr: '', en: '', params: '' },
  { id: 'map', fr: 'carte', en: 'map', params: '' },
  { id: 'search', fr: 'recherche', en: 'search', params: '' },
  { id: 'authority', fr: 'collectivite', en: 'authority', params: '/:key/:slug?' },
  { id: 'authorityBudget', fr: 'budget', en: 'budget', params: '/:key/:slug?' },
  { id: 'countries', fr: 'pays', en: 'countries', params: '' },
  { id: 'country', fr: 'pays', en: 'country', params: '/:code' },
  { id: 'ties', fr: 'liens', en: 'ties', params: '' },
  { id: 'tie', fr: 'lien', en: 'tie', params: '/:id/:slug?' },
  { id: 'projects', fr: 'projets', en: 'projects', params: '' },
  { id: 'project', fr: 'projet', en: 'project', params: '/:id/:slug?' },
  { id: 'mission', fr: 'mission', en: 'mission', params: '/:id/:slug?' },
  { id: 'position', fr: 'position', en: 'position', params: '/:id/:slug?' },
  { id: 'methods', fr: 'methode', en: 'methods', params: '' },
  { id: 'data', fr: 'donnees', en: 'data', params: '' },
  { id: 'api', fr: 'api', en: 'api', params: '' },
  { id: 'about', fr: 'a-propos', en: 'about', params: '' },
  { id: 'accessibility', fr: 'accessibilite', en: 'accessibility', params: '' },
  { id: 'legal', fr: 'mentions-legales', en: 'legal', params: '' },
  { id: 'privacy', fr: 'donnees-personnelles', en: 'privacy', params: '' },
] as const

/** The name of a page, the same in every language. */
export type PageId = (typeof pages)[number]['id']

/** What a page's address needs besides its name. */
export type PageParams = {
  authority: { key: string; name?: string }
  authorityBudget: { key: string; name?: string }
  country: { code: string }
  tie: { id: string; names?: readonly string[] }
  project: { id: string; title?: string }
  mission: { id: string; title?: string }
  position: { id: string; title?: string }
}

type ParamsOf<Id extends PageId> = Id extends keyof PageParams ? [params: PageParams[Id]] : [params?: undefined]

const maxSlugLength = 80

function shortSlug(names: readonly string[]): string {
  return slug(names.join(' ')).slice(0, maxSlugLength).replace(/-+$/, '')
}

function tail(params: PageParams[keyof PageParams] | undefined): string {
  if (!params) return ''
  if ('code' in params) return `/${params.code.toLowerCase()}`
  if ('key' in params) return joinSlug(params.key, params.name ? shortSlug([params.name]) : '')
  if ('title' in params && params.title) return joinSlug(params.id, shortSlug([params.title]))
  return joinSlug(params.id, shortSlug('names' in params ? (params.names ?? []) : []))
}

function joinSlug(key: string, slug: string): string {
  return slug ? `/${key}/${slug}` : `/${key}`
}

/** The canonical address of a page in a language. */
export function pathTo<Id extends PageId>(id: Id, locale: Locale, ...[params]: ParamsOf<Id>): string {
  const word = pages.find((page) => page.id === id)?.[locale]
  return `/${locale}${word ? `/${word}` : ''}${tail(params)}`
}

/** The route pattern of a page in a language, as React Router wants it. */
export function patternOf(page: (typeof pages)[number], locale: Locale): string {
  return `${locale}${page[locale] ? `/${page[locale]}` : ''}${page.params}`
}

/** The language an address is written in; French where it says none. */
export function localeOf(pathname: string): Locale {
  const first = pathname.split('/')[1]
  return isLocale(first) ? first : locales[0]
}

function findPage(locale: Locale, word: string, hasParams: boolean) {
  return pages.find((page) => page[locale] === word && (page.params !== '') === hasParams)
}

/** The same page in another language, or that language's home when the address names no page of ours. */
export function translatePath(pathname: string, to: Locale): string {
  const inWorkspace = translateWorkspacePath(pathname, to)
  if (inWorkspace) return inWorkspace
  const [, from, word = '', ...rest] = pathname.split('/')
  const page = isLocale(from) ? findPage(from, word, rest.length > 0) : undefined
  if (!page) return pathTo('home', to)
  return [`/${to}`, page[to], ...rest].filter(Boolean).join('/')
}

/**
 * The tidy form of an address: no doubled or trailing slash, the language and the word of the page in small letters.
 * Keys keep their case here, for some hold capitals (d2A); the page itself knows them.
 */
export function tidyPath(pathname: string): string {
  const [language = '', word = '', ...rest] = pathname.split('/').filter(Boolean)
  if (!isLocale(language.toLowerCase())) return pathname
  return ['', language.toLowerCase(), word.toLowerCase(), ...rest]
    .filter((part, index) => index === 0 || part)
    .join('/')
}
