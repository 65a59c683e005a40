import { isDay } from '../../platform/days.ts'
import type { MediaType } from '../../platform/files/media-types.ts'

/** What a paper is. */
export const documentKinds = [
  'signedText',
  'draftText',
  'deliberation',
  'authorisation',
  'transmission',
  'minutes',
  'report',
  'proof',
  'letter',
  'note',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** The languages a paper is said to be in, where they are said. */
export const paperLanguages = [
  'fr',
  'en',
  'es',
  'pt',
  'ar',
  'de',
  'it',
  'nl',
  'pl',
  'ro',
  'uk',
  'ru',
  'vi',
  'zh',
  'ja',
] as const

/** The kinds of file a paper may come as. */
export const paperTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/jpeg',
  'image/png',
  'image/webp',
] as const satisfies readonly MediaType[]

/** The kinds of picture a photo may come as. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const satisfies readonly MediaType[]

/** The largest paper, in bytes. */
export const mostPaperBytes = 25_000_000

/** The largest photo, in bytes; pages show a smaller form of it. */
export const mostPhotoBytes = 12_000_000

/** Who can be recognised on a photo, and whether they (for minors: their parents) have agreed. */
export const photoConsents = ['nobody', 'given', 'parentsGiven', 'notAsked'] as const
export type PhotoConsent = (typeof photoConsents)[number]

/** What is said of a paper. */
export type DocumentFacts = {
  kind: DocumentKind
  title: string
  locale: string | null
  confidential: boolean
  note: string
}

/** What is said of a photo. */
export type PhotoFacts = {
  caption: string
  description: string
  credit: string
  takenOn: string | null
  consent: PhotoConsent
  wantsPublic: boolean
}

/** Something to mend in what was said, and where. */
export type PaperProblem = { reason: string; field: string }

type Read<Facts> = { facts: Facts } | { problems: PaperProblem[] }

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T => list.includes(value as T)

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** Reads what a form says of a paper, or what there is to mend in it. */
export function readDocumentForm(form: FormData): Read<DocumentFacts> {
  const kind = textOf(form, 'kind')
  const title = textOf(form, 'title')
  const locale = textOf(form, 'locale')
  const problems: PaperProblem[] = []
  if (!isOneOf(documentKinds, kind)) problems.push({ reason: 'document_kind_missing', field: 'kind' })
  if (title.length < 1 || title.length > 200) problems.push({ reason: 'document_title_wrong', field: 'title' })
  const note = textOf(form, 'note').slice(0, 300)
  if (problems.length > 0 || !isOneOf(documentKinds, kind)) return { problems }
  const spoken = isOneOf(paperLanguages, locale) ? locale : null
  return { facts: { kind, title, locale: spoken, confidential: form.get('confidential') === 'yes', note } }
}

/** Reads what a form says of a photo, or what there is to mend in it. */
export function readPhotoForm(form: FormData, now: Date): Read<PhotoFacts> {
  const facts = {
    caption: textOf(form, 'caption'),
    description: textOf(form, 'description'),
    credit: textOf(form, 'credit'),
    takenOn: textOf(form, 'takenOn') || null,
    consent: textOf(form, 'consent'),
    wantsPublic: form.get('wantsPublic') === 'yes',
  }
  const problems = photoProblems(facts, now)
  return problems.length > 0 ? { problems } : { facts: facts as PhotoFacts }
}

/** What there is to mend in what is said of a photo: nobody is shown without having agreed. */
export function photoProblems(facts: Omit<PhotoFacts, 'consent'> & { consent: string }, now: Date): PaperProblem[] {
  const problems: PaperProblem[] = []
  if (facts.description.length < 1 || facts.description.length > 300)
    problems.push({ reason: 'photo_description_missing', field: 'description' })
  if (facts.credit.length < 1 || facts.credit.length > 120)
    problems.push({ reason: 'photo_credit_missing', field: 'credit' })
  if (facts.caption.length > 300) problems.push({ reason: 'photo_caption_long', field: 'caption' })
  if (facts.takenOn && (!isDay(facts.takenOn) || facts.takenOn > now.toISOString().slice(0, 10)))
    problems.push({ reason: 'photo_day_wrong', field: 'takenOn' })
  if (!isOneOf(photoConsents, facts.consent)) problems.push({ reason: 'photo_consent_missing', field: 'consent' })
  else if (facts.wantsPublic && facts.consent === 'notAsked')
    problems.push({ reason: 'photo_consent_needed', field: 'wantsPublic' })
  return problems
}
