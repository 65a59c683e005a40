import { z } from '@hono/zod-openapi'
import { sizeBands, tiers } from '../../features/organisations/schema.ts'
import { themes, tieEvidences, tieStates, tieTypes } from '../../features/partnerships/schema.ts'
import { locales } from '../../platform/i18n/locales.ts'

/** The most objects one answer holds. */
export const maxLimit = 200
/** How many objects an answer holds when nothing is asked. */
export const defaultLimit = 50

// Values are read by `parseFilters`, the same for every door; the schema here says what may be asked and how it is written.
const list = (items: { type: 'string'; enum?: string[]; pattern?: string }, example: string[]) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .openapi({ type: 'array', items, example, param: { style: 'form', explode: true } })

const text = z.string().optional()

/** The values of filters that come from a closed list. */
export const closedLists: Readonly<Record<string, readonly string[]>> = {
  tier: tiers,
  type: tieTypes,
  state: tieStates,
  evidence: tieEvidences,
  theme: themes,
  size: sizeBands,
  ties: ['with', 'without'],
  scope: ['french', 'all'],
  lang: locales,
}

const closed = (name: string, example: string[]) =>
  list({ type: 'string', enum: [...(closedLists[name] ?? [])] }, example)

/** The language of sentences in an answer. */
export const langParameter = {
  lang: z.enum(locales).optional().openapi({ example: 'en' }),
}

/** The filters on ties, wherever they are listed. */
export const tieParameters = {
  type: closed('type', ['twinning']),
  state: closed('state', ['active']),
  evidence: closed('evidence', ['bothParties', 'oneParty']),
  theme: closed('theme', ['waterSanitation']),
  country: list({ type: 'string', pattern: '^[A-Za-z]{2}$' }, ['SN']),
}

/** Every filter the site has, as they stand in a URL. */
export const filterParameters = {
  q: text.openapi({ type: 'string', maxLength: 120, example: 'chambéry' }),
  ...tieParameters,
  region: list({ type: 'string' }, ['r84']),
  departement: list({ type: 'string' }, ['d73']),
  tier: closed('tier', ['commune']),
  size: closed('size', ['10000to50000']),
  ties: text.openapi({ type: 'string', enum: ['with', 'without'], example: 'with' }),
  scope: text.openapi({ type: 'string', enum: ['french', 'all'], default: 'french' }),
}

/** Paging by cursor. */
export const pagingParameters = {
  limit: z
    .string()
    .optional()
    .openapi({ type: 'integer', minimum: 1, maximum: maxLimit, default: defaultLimit, example: 20 }),
  cursor: text.openapi({ type: 'string', example: 'YzczMDY1' }),
}

/** The key of an authority in a path. */
export const organisationKeyParameter = z.object({
  key: z.string().openapi({ type: 'string', pattern: '^[a-z0-9][A-Za-z0-9-]*$', example: 'c73065' }),
})

/** The id of a tie in a path. */
export const partnershipIdParameter = z.object({
  id: z.string().openapi({ type: 'string', format: 'uuid', example: '01939f5e-7a10-7c3e-9b7a-5d0c7f6a2b11' }),
})

/** The code of a country in a path. */
export const countryCodeParameter = z.object({
  code: z.string().openapi({ type: 'string', pattern: '^[A-Za-z]{2}$', example: 'BF' }),
})
