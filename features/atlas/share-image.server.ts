import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { noFilters } from './filters.ts'
import { tallyTies } from './map/tallies.ts'
import { matchTies, type TieMask } from './map/tie-filter.ts'
import { getTieIndex } from './map/tie-index.server.ts'
import { findTie, partiesOf, type TieIndex } from './map/tie-index.ts'
import { getEqualEarth } from './map/world-atlas.server.ts'
import { drawCloseMap, drawWorldMap, maskOfPlaces, oneTie } from './map-drawing.ts'
import { cardSize, type ShareCard, shareCardSvg } from './share-image.ts'

/** What can be shared with a card of its own. */
export const shareKinds = ['home', 'authority', 'country', 'tie'] as const
export type ShareKind = (typeof shareKinds)[number]

const planeAt = (meridian: number) => getEqualEarth('110m', meridian)

function draw(index: TieIndex, mask: TieMask, own?: number) {
  const size: [number, number] = [cardSize.width / 2, cardSize.mapHeight / 2]
  const options = { size, leastDegrees: 16, ...(own === undefined ? {} : { own }) }
  return drawCloseMap(planeAt, { index, mask }, options).drawing
}

function countriesBeyond(index: TieIndex, mask: TieMask, home: string | undefined) {
  const { all, byCountry } = tallyTies(index, mask)
  return { ties: all.ties, countries: [...byCountry.keys()].filter((code) => code !== home).length }
}

async function homeCard(ctx: Ctx): Promise<Omit<ShareCard, 'site'>> {
  const t = translator(ctx.locale)
  const { index } = await getTieIndex(ctx)
  const mask = matchTies(index, noFilters(), null)
  const { drawing } = drawWorldMap(planeAt, { index, mask })
  return { title: t('map.share.home'), lines: [t('map.share.figures', countriesBeyond(index, mask, 'FR'))], drawing }
}

type NamedRow = { name: string; country: string; countryName: string }

async function authorityCard(ctx: Ctx, key: string): Promise<Omit<ShareCard, 'site'>> {
  const t = translator(ctx.locale)
  const found = await sql<NamedRow>`
    select o.name, o.country, ${sql.ref(`c.name_${ctx.locale}`)} as "countryName"
    from public_organisation o join country c on c.iso2 = o.country where o.key = ${key}`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw new AppError('not_found', 'organisation_not_found', { key: key.slice(0, 60) })
  const { index } = await getTieIndex(ctx)
  const place = index.placeByKey.get(key)
  const mask = maskOfPlaces(index, place === undefined ? [] : [place])
  const { ties, countries } = countriesBeyond(index, mask, row.country)
  const figures = [
    t('map.share.authority', { ties }),
    ...(countries > 0 ? [t('map.share.countries', { n: countries })] : []),
  ]
  const drawing = place === undefined ? null : draw(index, mask, place)
  return { title: row.name, lines: [row.countryName, figures.join(' ')], drawing, own: key }
}

async function countryCard(ctx: Ctx, code: string): Promise<Omit<ShareCard, 'site'>> {
  const t = translator(ctx.locale)
  const iso2 = code.toUpperCase()
  const found = await sql<{ name: string }>`
    select ${sql.ref(`name_${ctx.locale}`)} as name from country where iso2 = ${iso2}`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw new AppError('not_found', 'country_not_found', { code: code.slice(0, 60) })
  const { index } = await getTieIndex(ctx)
  const mask = matchTies(index, { ...noFilters(), country: [iso2] }, null)
  const { ties } = countriesBeyond(index, mask, iso2)
  return { title: row.name, lines: [t('map.share.country', { ties })], drawing: draw(index, mask) }
}

async function tieCard(ctx: Ctx, id: string): Promise<Omit<ShareCard, 'site'>> {
  const t = translator(ctx.locale)
  const { index } = await getTieIndex(ctx)
  const tie = findTie(index, id)
  const row =
    tie === null
      ? undefined
      : await ctx.db
          .selectFrom('public_tie')
          .select(['type', 'state', 'since_year', 'party_names'])
          .where('id', '=', id)
          .executeTakeFirst()
  if (tie === null || !row) throw new AppError('not_found', 'partnership_not_found', { id: id.slice(0, 60) })
  const list = new Intl.ListFormat(ctx.locale, { type: 'conjunction' })
  const named = (area: 'type' | 'state', value: string) => {
    const key = `atlas.${area}.${value}`
    return t.has(key) ? t(key) : value
  }
  const said = t('map.share.tie', { type: named('type', row.type), state: named('state', row.state) })
  const since = row.since_year ? [t('map.share.since', { year: String(row.since_year) })] : []
  const countries = [...new Set([...partiesOf(index, tie)].map((place) => index.placeCountry[place] ?? 0))]
  const mask = oneTie(index, tie)
  return {
    title: list.format(row.party_names),
    lines: [[said, ...since].join(', ')],
    drawing: countries.length > 0 ? draw(index, mask) : null,
  }
}

const cards: Record<ShareKind, (ctx: Ctx, key: string) => Promise<Omit<ShareCard, 'site'>>> = {
  home: homeCard,
  authority: authorityCard,
  country: countryCard,
  tie: tieCard,
}

function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url)
  return ['400Regular', '700Bold'].map((weight) =>
    resolve(`@expo-google-fonts/atkinson-hyperlegible-next/${weight}/AtkinsonHyperlegibleNext_${weight}.ttf`),
  )
}

// One card at a time: a crawler that asks for hundreds must not take every core.
let before: Promise<unknown> = Promise.resolve()

function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const turn = before.then(work, work)
  before = turn.catch(() => undefined)
  return turn
}

/** The card of a page as a PNG of 1200 by 630 pixels, drawn from the data; what does not exist is not found. */
export async function getShareImage(ctx: Ctx, kind: ShareKind, key: string): Promise<Uint8Array> {
  const card = await cards[kind](ctx, key)
  const svg = shareCardSvg({ ...card, site: translator(ctx.locale)('site.name') })
  const options = {
    font: { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: 'Atkinson Hyperlegible Next' },
  }
  const image = await inTurn(() => renderAsync(svg, options))
  return image.asPng()
}
