import { z } from 'zod'
import type { Translator } from '../../platform/i18n/translator.ts'
import type { Letter, WriteLetter } from '../../platform/mail/letter.ts'
import type { FactProblem } from './tie-facts.ts'

/** What an authority writes to all of its partners at once. */
export type PartnerMessage = { subject: string; message: string; replyTo: string }

const shape = z.object({
  subject: z.string().trim().min(1, 'partners_subject_wrong').max(120, 'partners_subject_wrong'),
  message: z.string().trim().min(1, 'partners_message_wrong').max(4000, 'partners_message_wrong'),
  replyTo: z.string().trim().toLowerCase().pipe(z.email('email_wrong').max(254, 'email_wrong')),
})

/** Reads what was typed: the message, or every field there is to mend. */
export function readPartnerMessage(
  typed: Readonly<Record<string, unknown>>,
): { message: PartnerMessage } | { problems: FactProblem[] } {
  const parsed = shape.safeParse(typed)
  if (parsed.success) return { message: parsed.data }
  return { problems: parsed.error.issues.map((one) => ({ field: String(one.path[0]), reason: one.message })) }
}

/** Hands the message to one partner, as it was written; who else received it is not said. */
export const partnerLetter =
  (from: { organisation: string; person: string }, { subject, message, replyTo }: PartnerMessage): WriteLetter =>
  (t: Translator): Letter => ({
    // A subject stands on one line.
    subject: t('tie.partners.letter.subject', { from: from.organisation, subject: subject.replace(/\s+/g, ' ') }),
    paragraphs: [t('tie.partners.letter.text', from), ...message.split(/\n\s*\n/)],
    foot: t('tie.partners.letter.foot', { email: replyTo }),
  })
