import type { Translator } from '../../platform/i18n/translator.ts'
import type { Letter } from '../../platform/mail/letter.ts'
import { invitationDays } from './invitations.ts'
import type { Role } from './rules.ts'

// A name may hold what a subject may not.
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The letter that invites somebody. */
export function invitationLetter(
  t: Translator,
  facts: { organisation: string; inviter: string; role: Role; word: string; url: string },
): Letter {
  const names = { organisation: oneLine(facts.organisation), inviter: oneLine(facts.inviter) || 'unknown' }
  const word = facts.word.trim()
  return {
    subject: t('members.letter.invitation.subject', { organisation: names.organisation }),
    paragraphs: [
      t('members.letter.invitation.text', names),
      t('members.letter.invitation.role', {
        role: t(`members.role.${facts.role}`),
        what: t(`members.roleHelp.${facts.role}`),
      }),
      ...(word ? [t('members.letter.word', { word })] : []),
    ],
    button: { label: t('members.letter.invitation.button'), url: facts.url },
    foot: t('members.letter.invitation.foot', { days: invitationDays }),
  }
}

/** The letter that tells somebody that their seat has changed; `role` null: it has ended. */
export function seatLetter(t: Translator, facts: { organisation: string; role: Role | null; url: string }): Letter {
  const organisation = oneLine(facts.organisation)
  return {
    subject: t('members.letter.seat.subject', { organisation }),
    paragraphs: [
      facts.role
        ? t('members.letter.seat.changed', { organisation, role: t(`members.role.${facts.role}`) })
        : t('members.letter.seat.ended', { organisation }),
    ],
    button: { label: t('members.letter.seat.button'), url: facts.url },
  }
}

/** The letter that tells the owners that a colleague has come in by the domain of their address. */
export function colleagueLetter(t: Translator, facts: { organisation: string; name: string; url: string }): Letter {
  const values = { organisation: oneLine(facts.organisation), name: oneLine(facts.name) || 'unknown' }
  return {
    subject: t('members.letter.colleague.subject', { organisation: values.organisation }),
    paragraphs: [t('members.letter.colleague.text', values)],
    button: { label: t('members.letter.colleague.button'), url: facts.url },
  }
}
