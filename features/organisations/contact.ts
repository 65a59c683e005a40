import { z } from 'zod'
import type { Translator } from '../../platform/i18n/translator.ts'
import type { Letter } from '../../platform/mail/letter.ts'
import type { FieldProblem } from './profile.ts'

/** What a reader writes to an authority. */
export type ContactMessage = { name: string; email: string; message: string }

const shape = z.object({
  name: z.string().trim().min(1, 'contact_name_wrong').max(120, 'contact_name_wrong'),
  email: z.string().trim().toLowerCase().pipe(z.email('email_wrong').max(254, 'email_wrong')),
  message: z.string().trim().min(1, 'contact_message_wrong').max(4000, 'contact_message_wrong'),
})

/** Reads what was typed: the message, or every field there is to mend. */
export function readContactMessage(
  typed: Readonly<Record<string, unknown>>,
): { message: ContactMessage } | { problems: FieldProblem[] } {
  const parsed = shape.safeParse(typed)
  if (parsed.success) return { message: parsed.data }
  return { problems: parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), reason: message })) }
}

/** Asks the writer whether the address is theirs: the message leaves only then. */
export const verifyContactLetter =
  (name: string, url: string) =>
  (t: Translator): Letter => ({
    subject: t('profile.letter.verify.subject', { name }),
    paragraphs: [t('profile.letter.verify.text', { name })],
    button: { label: t('profile.letter.verify.button'), url },
    foot: t('profile.letter.verify.foot'),
  })

/** Passes a message on to the authority, as it was written. */
export const contactLetter =
  (name: string, { name: sender, email, message }: ContactMessage) =>
  (t: Translator): Letter => ({
    // A subject stands on one line, whatever the writer is called.
    subject: t('profile.letter.message.subject', { sender: sender.replace(/\s+/g, ' ') }),
    paragraphs: [t('profile.letter.message.text', { sender, email, name }), ...message.split(/\n\s*\n/)],
    foot: t('profile.letter.message.foot', { email }),
  })
