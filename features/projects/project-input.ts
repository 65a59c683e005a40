import { z } from 'zod'
import { type Theme, themes } from '../partnerships/schema.ts'
import { areWholeWeights } from './rules.ts'
import {
  type ActionType,
  actionTypes,
  type OperatingMode,
  operatingModes,
  type PolicyMarker,
  type PurposeFrame,
  policyMarkers,
  purposeFrames,
  type Right,
  rights,
} from './schema.ts'

/** What a project says in another language than its own. */
export type ProjectText = { locale: string; title: string; summary: string }

/** What is said of a project on its sheet. */
export type ProjectFacts = {
  title: string
  summary: string
  locale: string
  objectives: string
  type: ActionType
  operatingMode: OperatingMode | null
  themes: Theme[]
  sdgs: number[]
  rights: Right[]
  dacSectors: string[]
  startsOn: string | null
  endsOn: string | null
  /** Why it is done, in weights that sum to 100; empty where nobody has said. */
  frames: Partial<Record<PurposeFrame, number>>
  /** Markers that are set; those left out are not said, which is not 0. */
  markers: Partial<Record<PolicyMarker, 0 | 1 | 2>>
  /** The same in a second language; null where there is none. */
  second: ProjectText | null
}

/** A field of a form to mend, and the sentence (`errors.<reason>`) that says how. */
export type FieldProblem = { field: string; reason: string }

/** A sheet nothing was said on yet. */
export const emptyFacts: ProjectFacts = {
  title: '',
  summary: '',
  locale: 'fr',
  objectives: '',
  type: 'decentralisedCooperation',
  operatingMode: null,
  themes: [],
  sdgs: [],
  rights: [],
  dacSectors: [],
  startsOn: null,
  endsOn: null,
  frames: {},
  markers: {},
  second: null,
}

const unknown = 'project_choice_unknown'
const blankAsNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)
const text = (most: number) => z.string('project_text_long').trim().max(most, 'project_text_long')
const day = z.preprocess(blankAsNull, z.iso.date('project_day_wrong').nullable())
const asList = (value: unknown) =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((one) => one !== '' && one !== null)
const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    asList,
    z.array(item).transform((items) => [...new Set(items)]),
  )
const language = z.string('project_language_wrong').regex(/^[a-z]{2,3}$/, 'project_language_wrong')
const without = (value: unknown) =>
  Object.fromEntries(Object.entries((value as object | null) ?? {}).filter(([, one]) => one !== '' && one !== null))

const shape = z.object({
  title: z.string('project_title_missing').trim().min(1, 'project_title_missing').max(200, 'project_title_long'),
  summary: text(4000),
  locale: language,
  objectives: text(4000),
  type: z.enum(actionTypes as readonly ActionType[], unknown),
  operatingMode: z.preprocess(blankAsNull, z.enum(operatingModes, unknown).nullable()),
  themes: several(z.enum(themes, unknown)),
  sdgs: several(z.coerce.number(unknown).int(unknown).min(1, unknown).max(17, unknown)),
  rights: several(z.enum(rights, unknown)),
  dacSectors: several(z.string().regex(/^\d{5}$/, 'project_sector_wrong')),
  startsOn: day,
  endsOn: day,
  frames: z.preprocess(
    (value) => Object.fromEntries(Object.entries(without(value)).filter(([, one]) => Number(one) !== 0)),
    z.partialRecord(
      z.enum(purposeFrames, unknown),
      z.coerce
        .number('project_weight_wrong')
        .int('project_weight_wrong')
        .min(1, 'project_weight_wrong')
        .max(100, 'project_weight_wrong'),
    ),
  ),
  markers: z.preprocess(
    without,
    z.partialRecord(z.enum(policyMarkers, unknown), z.coerce.number(unknown).pipe(z.literal([0, 1, 2], unknown))),
  ),
  second: z.object({ locale: z.string(), title: text(200), summary: text(4000) }).nullable(),
})

type Rule = readonly [field: string, reason: string, broken: (facts: ProjectFacts) => boolean]
const rules: readonly Rule[] = [
  [
    'endsOn',
    'project_ends_before',
    ({ startsOn, endsOn }) => startsOn !== null && endsOn !== null && endsOn < startsOn,
  ],
  ['frames', 'project_weights_not_whole', ({ frames }) => !areWholeWeights(Object.values(frames))],
  ['secondLocale', 'project_language_wrong', ({ second }) => second !== null && !/^[a-z]{2,3}$/.test(second.locale)],
  ['secondLocale', 'project_language_same', ({ second, locale }) => second !== null && second.locale === locale],
  ['secondTitle', 'project_title_missing', ({ second }) => second !== null && second.title === ''],
]

/** Reads what was typed on the sheet: the facts, or every field there is to mend. */
export function readProjectFacts(
  typed: Readonly<Record<string, unknown>>,
): { facts: ProjectFacts } | { problems: FieldProblem[] } {
  const parsed = shape.safeParse({ ...emptyFacts, ...typed })
  if (!parsed.success) {
    const found = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), reason: message }))
    return { problems: found.filter(({ field }, index) => found.findIndex((other) => other.field === field) === index) }
  }
  const facts = parsed.data as ProjectFacts
  facts.sdgs.sort((one, other) => one - other)
  const broken = rules.filter(([, , isBroken]) => isBroken(facts))
  return broken.length > 0 ? { problems: broken.map(([field, reason]) => ({ field, reason })) } : { facts }
}
