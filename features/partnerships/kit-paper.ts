import type { Locale } from '../../platform/i18n/locales.ts'
import type { AgreementAmount, AgreementContent, Commitment } from './agreement-schema.ts'

/** One promise, as a paper says it. */
export type PaperCommitment = Pick<Commitment, 'body' | 'amount' | 'currency' | 'dueOn'>

/** An act of one side: its day and its number, as far as they are known. */
export type PaperAct = { doneOn: string | null; reference: string }

/** One side of an agreement, as a paper names it. */
export type PaperParty = {
  organisationId: string
  name: string
  /** The country, in each language of the kit. */
  country: Record<Locale, string>
  tier: string
  isFrench: boolean
  signatoryName: string
  signatoryFunction: string
  noCommitment: boolean
  commitments: PaperCommitment[]
  approval: PaperAct | null
  transmission: PaperAct | null
}

/** A forecast amount; a decimal in a string. */
export type PaperAmount = Omit<AgreementAmount, 'id' | 'note'>

/** What an amendment changes: the field, as it was and as it becomes; whose amount or promise, where it is one. */
export type PaperChange = { field: string; from: unknown; to: unknown; party?: string }

/** All a kit is made of: the record of one agreement, and nothing that is not in it. */
export type AgreementPaper = AgreementContent & {
  /** Since when the tie holds. */
  sinceYear: number | null
  goals: number[]
  parties: PaperParty[]
  amounts: PaperAmount[]
  committees: { name: string; rule: string; meetsPerYear: number | null }[]
  amendment: { number: number; object: string; changes: PaperChange[] } | null
  /** The papers filed with the agreement. */
  pieces: { kind: string; title: string }[]
  /** The party the papers are made for. */
  organisationId: string
  /** The day they are made. */
  madeOn: string
}

/** The papers of the kit, in the order an office needs them. */
export const kitPapers = ['deliberation', 'note', 'agreement', 'amendment', 'transmittal'] as const
export type KitPaper = (typeof kitPapers)[number]

/** The languages a paper can be made in: acts of a French assembly in French, texts of both sides in either or both. */
export const kitLanguages = ['fr', 'en', 'both'] as const
export type KitLanguage = (typeof kitLanguages)[number]

/** Which languages make sense for a paper. */
export const languagesOf = (paper: KitPaper): readonly KitLanguage[] =>
  paper === 'agreement' || paper === 'amendment' ? kitLanguages : ['fr']

/** Where the record is completed; `paper`: in the paper itself, for the record does not hold it. */
export type GapPlace = 'agreement' | 'parties' | 'amounts' | 'commitments' | 'steps' | 'governance' | 'paper'

/** Something a paper needs and the record does not say. */
export type Gap = { what: string; where: GapPlace }

/** A piece of a paper, whatever it is drawn with. */
export type Block =
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'paragraph'; text: string; style?: 'centre' | 'quiet' }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; caption: string; head: string[]; rows: string[][]; numbers: number[]; widths?: number[] }
  /** A drawing of figures; its table stands beside it. */
  | { kind: 'drawing'; svg: string; alternative: string; width?: number }
  /** A few figures to be seen first, each with its name and what it is made from. */
  | { kind: 'figures'; items: { name: string; value: string; notes: string[] }[] }
  /** Two columns of one page, read one after the other. */
  | { kind: 'beside'; left: Block[]; right: Block[]; widths: readonly [number, number] }
  | { kind: 'signatures'; sides: { name: string; lines: string[] }[] }

/** A paper in one language. */
export type PaperPart = { locale: Locale; title: string; subtitle: string; blocks: Block[] }

/** A paper ready to be drawn: in one language, or in two beside each other. */
export type PaperText = {
  title: string
  author: string
  parts: PaperPart[]
  /** For a sheet of one page: smaller type and margins. */
  isSheet?: boolean
}

/** What stands where the record says nothing; found again by those who draw the paper, to mark it. */
export const gapPattern = /\[(?:à compléter|to be completed)[^\]]*\]/g

/** A text cut at its gaps, so that each can be marked. */
export function cutAtGaps(text: string): { text: string; isGap: boolean }[] {
  const parts: { text: string; isGap: boolean }[] = []
  let from = 0
  for (const match of text.matchAll(gapPattern)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isGap: false })
    parts.push({ text: match[0], isGap: true })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isGap: false })
  return parts
}
