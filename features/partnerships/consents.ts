import { type PublicationPart, publicationParts } from './schema.ts'

/** What one party answered about publishing one part of a tie. */
export type Consent = {
  organisationId: string
  part: PublicationPart
  answer: 'yes' | 'no'
  answeredName: string
  answeredAt: Date
}

/** Why a part of a tie is public, or what keeps it back: discretion first, then a no, then an answer nobody gave. */
export type PartState =
  | { part: PublicationPart; public: true }
  | { part: PublicationPart; public: false; why: 'discreet' | 'example' | 'refused' | 'notAnswered'; by: string[] }

/** Judges each part: one no, or one answer missing, and nothing of that part is public. */
export function judgeParts(
  tie: { discreet: boolean; example: boolean },
  parties: readonly { id: string; name: string }[],
  consents: readonly Pick<Consent, 'organisationId' | 'part' | 'answer'>[],
): PartState[] {
  return publicationParts.map((part): PartState => {
    if (tie.discreet) return { part, public: false, why: 'discreet', by: [] }
    if (tie.example) return { part, public: false, why: 'example', by: [] }
    const answerOf = (id: string) =>
      consents.find((one) => one.part === part && one.organisationId === id)?.answer ?? null
    const refused = parties.filter(({ id }) => answerOf(id) === 'no')
    if (refused.length > 0) return { part, public: false, why: 'refused', by: refused.map(({ name }) => name) }
    const silent = parties.filter(({ id }) => answerOf(id) === null)
    if (silent.length > 0) return { part, public: false, why: 'notAnswered', by: silent.map(({ name }) => name) }
    return { part, public: true }
  })
}
