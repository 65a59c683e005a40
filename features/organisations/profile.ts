import { z } from 'zod'
import { type Theme, themes } from '../partnerships/schema.ts'

/** How the council of an authority stands: elected, or replaced, or none. */
export const councilStatuses = ['electedCouncil', 'specialDelegation', 'appointed', 'dissolved', 'unknown'] as const
export type CouncilStatus = (typeof councilStatuses)[number]

/** The Sustainable Development Goals by number. */
export const goals = Array.from({ length: 17 }, (_, index) => index + 1)

/** What an authority is responsible for: the subjects of ties, so that both can be compared. */
export const competences: readonly Theme[] = themes

/** The languages a partner can be written to in, by ISO 639-1 code. */
export const workingLanguages = [
  ...'fr en es pt de it nl ar pl ro hu cs sk bg hr sr sl el tr ru uk hy ka he fa hi vi km lo th zh ja ko id'.split(' '),
  ...'sw wo ff bm mos dyu mg am ha yo ln zgh kab ht br eu co oc ca'.split(' '),
]

/** What an organisation says of itself; null and empty where it says nothing. */
export type ProfileFacts = {
  website: string | null
  /** Where the contact form writes to; shown to nobody. */
  contactEmail: string | null
  councilStatus: CouncilStatus | null
  councilSince: string | null
  councilSource: string
  mandateEnd: string | null
  languages: string[]
  strengths: string
  priorities: number[]
  competences: string[]
  developmentPlan: string
  developmentPlanUrl: string | null
}

/** The sheet of an organisation that has said nothing yet. */
export const emptyProfile: ProfileFacts = {
  website: null,
  contactEmail: null,
  councilStatus: null,
  councilSince: null,
  councilSource: '',
  mandateEnd: null,
  languages: [],
  strengths: '',
  priorities: [],
  competences: [],
  developmentPlan: '',
  developmentPlanUrl: null,
}

/** A field of a form to mend, and the sentence (`errors.<reason>`) that says how. */
export type FieldProblem = { field: string; reason: string }

const blankAsNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

const wrongAddress = 'profile_web_address_wrong'

// “www.mairie.fr” is what people type.
function completeAddress(value: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`
}

function isWebAddress(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && /\.\p{L}/u.test(url.hostname) && !url.username
}

const webAddress = z.preprocess(
  blankAsNull,
  z
    .string(wrongAddress)
    .trim()
    .transform(completeAddress)
    .pipe(z.string().max(300, wrongAddress).refine(isWebAddress, wrongAddress))
    .nullable(),
)

const day = (reason: string) => z.preprocess(blankAsNull, z.iso.date(reason).nullable())
const text = (most: number) => z.string('profile_text_long').trim().max(most, 'profile_text_long')
const asList = (value: unknown) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value])
const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    asList,
    z.array(item).transform((items) => [...new Set(items)]),
  )

const profileShape = z.object({
  website: webAddress,
  contactEmail: z.preprocess(
    blankAsNull,
    z.string('email_wrong').trim().toLowerCase().pipe(z.email('email_wrong').max(254, 'email_wrong')).nullable(),
  ),
  councilStatus: z.preprocess(blankAsNull, z.enum(councilStatuses, 'profile_choice_unknown').nullable()),
  councilSince: day('profile_day_wrong'),
  councilSource: text(300),
  mandateEnd: day('profile_day_wrong'),
  languages: several(z.enum(workingLanguages as [string, ...string[]], 'profile_choice_unknown')),
  strengths: text(4000),
  priorities: several(z.coerce.number('profile_choice_unknown').int().min(1).max(17, 'profile_choice_unknown')),
  competences: several(z.enum(themes, 'profile_choice_unknown')),
  developmentPlan: text(2000),
  developmentPlanUrl: webAddress,
})

// Each rule: the field it speaks of, the sentence, and when it is broken.
const rules: readonly [field: string, reason: string, broken: (facts: ProfileFacts, today: string) => boolean][] = [
  ['councilSource', 'profile_council_source_missing', (f) => saysStatus(f) && f.councilSource === ''],
  ['councilStatus', 'profile_council_status_missing', (f) => !saysStatus(f) && f.councilSince !== null],
  ['councilSince', 'profile_day_to_come', (f, today) => f.councilSince !== null && f.councilSince > today],
  [
    'mandateEnd',
    'profile_mandate_before_council',
    (f) => f.mandateEnd !== null && f.councilSince !== null && f.mandateEnd < f.councilSince,
  ],
]

const saysStatus = ({ councilStatus }: ProfileFacts) => councilStatus !== null && councilStatus !== 'unknown'

/** Reads what was typed into the sheet: the facts, or every field there is to mend. */
export function readProfile(
  typed: Readonly<Record<string, unknown>>,
  now: Date,
): { facts: ProfileFacts } | { problems: FieldProblem[] } {
  const parsed = profileShape.safeParse({ ...emptyProfile, ...typed })
  if (!parsed.success) {
    const found = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), reason: message }))
    return { problems: found.filter(({ field }, index) => found.findIndex((other) => other.field === field) === index) }
  }
  const facts: ProfileFacts = parsed.data
  facts.priorities.sort((one, other) => one - other)
  const today = now.toISOString().slice(0, 10)
  const broken = rules.filter(([, , isBroken]) => isBroken(facts, today))
  return broken.length > 0 ? { problems: broken.map(([field, reason]) => ({ field, reason })) } : { facts }
}
