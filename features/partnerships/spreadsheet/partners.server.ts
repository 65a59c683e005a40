import { setImmediate } from 'node:timers/promises'
import type { Ctx } from '../../../platform/context.ts'
import { nameKey } from '../../organisations/names.ts'
import { targetName } from '../import/ensure-authorities.server.ts'
import { resolveCountry } from '../matching/country-labels.ts'
import type { EndTarget } from '../matching/found.ts'
import { type EndMatch, loadMatchReference, matchEnds } from '../matching.server.ts'
import type { GivenEnd } from '../tie-row.ts'
import type { OwnPartner, OwnTie } from './known-ties.server.ts'
import { describeTargets, findByName, toChoice, toPartner } from './partner-choices.server.ts'
import type { PartnerAnswer } from './plan.ts'
import type { ReadRow } from './read-row.ts'
import { inSlices } from './slices.ts'

type Written = ReadRow['partner']

/** Names a partner as a sheet writes it, so that lines that write the same are answered alike. */
export function partnerKeyOf({ name, country, kind }: Written): string {
  return [nameKey(name), nameKey(country), nameKey(kind)].join('|')
}

/** What was chosen by hand for a partner: the name of a target, or that its lines are left out. */
export type Choices = Readonly<Record<string, string>>
export const leaveOut = 'none'

type Asked = { key: string; written: Written; country: string | null; names: Set<string> }

// "Ouahigouya (Burkina Faso)" and "Varna, Bulgaria" say their country in the name.
function splitCountry(written: Written, countryOf: (label: string) => string | null): Written {
  if (written.country !== '') return written
  const match = /^(.+?)\s*(?:\(([^)]+)\)|,\s*([^,]+))$/.exec(written.name)
  const label = match?.[2] ?? match?.[3] ?? ''
  return match?.[1] && countryOf(label) ? { ...written, name: match[1], country: label } : written
}

const townWord = /^(?:ville|commune|mairie|municipalite|city|town|municipality) (?:de la|de l|de|du|des|d|of) /

function askedNames(name: string): Set<string> {
  const key = nameKey(name)
  return new Set([key, key.replace(townWord, '')])
}

// Those a sheet is about are most often partners already: among them a name alone says enough.
function byName(ties: readonly OwnTie[]): Map<string, Map<string, OwnPartner>> {
  const index = new Map<string, Map<string, OwnPartner>>()
  for (const partner of ties.flatMap((tie) => tie.partners))
    for (const key of partner.nameKeys) index.set(key, (index.get(key) ?? new Map()).set(partner.id, partner))
  return index
}

function findAmongOwn({ names, country }: Asked, index: ReturnType<typeof byName>): OwnPartner[] {
  const found = new Map([...names].flatMap((name) => [...(index.get(name) ?? [])]))
  return [...found.values()].filter((partner) => country === null || partner.country === country)
}

const ownTarget = ({ id, key }: OwnPartner): EndTarget => ({ kind: 'authority', id, key })

function toGivenEnd({ name, country, kind }: Written): GivenEnd {
  return { name, country, code: null, kind: kind || null, otherNames: [], lat: null, lon: null }
}

// So many names at once hold nobody up.
const batch = 250

async function matchAll(ctx: Ctx, asked: readonly Asked[]): Promise<Map<string, EndMatch>> {
  const found = new Map<string, EndMatch>()
  for (let from = 0; from < asked.length; from += batch) {
    const part = asked.slice(from, from + batch)
    const matches = await matchEnds(
      ctx,
      part.map(({ written }) => toGivenEnd(written)),
    )
    for (const [index, match] of matches.entries()) found.set(part[index]?.key ?? '', match)
    await setImmediate()
  }
  return found
}

type Possible = { targets: readonly EndTarget[]; match: EndMatch | null }

const lostNames = new Set(['noSuchPlace', 'noSuchAuthority', 'noSuchArea'])

/** What each asked partner may be: among the organisation's own, by the matcher, then among authorities of that name. */
async function findPossible(
  ctx: Ctx,
  asked: readonly Asked[],
  ties: readonly OwnTie[],
): Promise<Map<string, Possible>> {
  const possible = new Map<string, Possible>()
  const index = byName(ties)
  const open: Asked[] = []
  await inSlices(asked, (one) => {
    const own = findAmongOwn(one, index)
    if (own.length > 0) possible.set(one.key, { targets: own.map(ownTarget), match: null })
    else open.push(one)
  })
  const matches = await matchAll(ctx, open)
  const lost = open.filter(({ key, country }) => {
    const match = matches.get(key)
    return country !== null && match?.outcome === 'unmatched' && lostNames.has(match.reason)
  })
  const named = await findByName(
    ctx,
    lost.flatMap(({ country, names }) => [...names].map((key) => ({ country: country ?? '', key }))),
  )
  await inSlices(open, ({ key, country, names }) => {
    const match = matches.get(key) ?? null
    const matched = match?.outcome === 'matched' ? [match.target] : (match?.targets ?? [])
    const bearers = [...names].flatMap((name) => named.get(`${country} ${name}`) ?? [])
    const distinct = new Map([...matched, ...bearers].map((target) => [targetName(target), target]))
    possible.set(key, { targets: [...distinct.values()], match })
  })
  return possible
}

function toProblem(one: Asked, match: EndMatch | null): PartnerAnswer {
  const { reason = 'noSuchPlace', detail = {} } = match && match.outcome !== 'matched' ? match : {}
  const field = reason.startsWith('country') ? ('partnerCountry' as const) : ('partnerName' as const)
  const values = { name: one.written.name, country: one.written.country || '–', ...detail }
  return { kind: 'none', problem: { field, rule: `import.${reason}`, values } }
}

/** Finds who the partners of lines are; every answer stands under the key of the partner as written. */
export async function answerPartners(
  ctx: Ctx,
  rows: readonly ReadRow[],
  ties: readonly OwnTie[],
  choices: Choices,
): Promise<Map<string, PartnerAnswer>> {
  const { labels } = await loadMatchReference(ctx)
  const countryOf = (label: string) => resolveCountry(label, labels)?.country ?? null
  const distinct = new Map(await inSlices(rows, ({ partner }) => [partnerKeyOf(partner), partner] as const))
  const asked = await inSlices(distinct, ([key, whole]): Asked => {
    const written = splitCountry(whole, countryOf)
    const country = written.country === '' ? null : countryOf(written.country)
    return { key, written, country, names: askedNames(written.name) }
  })
  const possible = await findPossible(ctx, asked, ties)
  const facts = await describeTargets(
    ctx,
    [...possible.values()].flatMap(({ targets }) => targets),
  )
  const answers = await inSlices(asked, (one): [string, PartnerAnswer] => {
    const { targets = [], match = null } = possible.get(one.key) ?? {}
    if (choices[one.key] === leaveOut) return [one.key, { kind: 'leftOut' }]
    const chosen = targets.find((target) => targetName(target) === choices[one.key]) ?? targets[0]
    if (!chosen) return [one.key, toProblem(one, match)]
    if (targets.length > 1 && choices[one.key] !== targetName(chosen)) {
      const offered = targets.map((target) => toChoice(target, facts.get(targetName(target))))
      return [one.key, { kind: 'several', choices: offered, country: match?.country ?? one.country }]
    }
    return [one.key, { kind: 'found', partner: toPartner(chosen, facts.get(targetName(chosen))) }]
  })
  return new Map(answers)
}
