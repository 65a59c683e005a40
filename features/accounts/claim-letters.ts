import type { Translator } from '../../platform/i18n/translator.ts'
import type { Letter } from '../../platform/mail/letter.ts'

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Who claims to act for what, as letters tell it. */
export type ClaimFactsToTell = { organisation: string; name: string; functionTitle: string }

const told = ({ organisation, name, functionTitle }: ClaimFactsToTell) => ({
  organisation: oneLine(organisation),
  name: oneLine(name) || 'unknown',
  function: oneLine(functionTitle) || 'none',
})

/** The letter to those who decide on a claim. */
export function claimToDecideLetter(t: Translator, facts: ClaimFactsToTell & { word: string; url: string }): Letter {
  const word = facts.word.trim()
  return {
    subject: t('joining.letter.toDecide.subject', { organisation: oneLine(facts.organisation) }),
    paragraphs: [t('joining.letter.toDecide.text', told(facts)), ...(word ? [t('joining.letter.word', { word })] : [])],
    button: { label: t('joining.letter.toDecide.button'), url: facts.url },
  }
}

/** The letter to the general address of an organisation nobody acts for yet: a claim was made, here is how to object. */
export function claimNoticeLetter(t: Translator, facts: ClaimFactsToTell & { url: string }): Letter {
  return {
    subject: t('joining.letter.notice.subject', { organisation: oneLine(facts.organisation) }),
    paragraphs: [
      t('joining.letter.notice.text', told(facts)),
      t('joining.letter.notice.right'),
      t('joining.letter.notice.wrong'),
    ],
    button: { label: t('joining.letter.notice.button'), url: facts.url },
  }
}

/** The letter that brings the answer to whoever made the claim. */
export function claimDecidedLetter(
  t: Translator,
  facts: { organisation: string; accepted: boolean; word: string; url: string },
): Letter {
  const organisation = oneLine(facts.organisation)
  const word = facts.word.trim()
  return {
    subject: t('joining.letter.decided.subject', { organisation }),
    paragraphs: [
      t(facts.accepted ? 'joining.letter.decided.accepted' : 'joining.letter.decided.refused', { organisation }),
      ...(word ? [t('joining.letter.word', { word })] : []),
    ],
    button: { label: t('joining.letter.decided.button'), url: facts.url },
  }
}
