import type { Locale } from '../../platform/i18n/locales.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import type { Letter } from '../../platform/mail/letter.ts'
import type { CorrectableField } from './fields.ts'

/** A correction as letters tell of it. */
export type CorrectionInWords = { name: string; field: CorrectableField; value: string }

/** A value in the reader's words: types and states by their name. */
export function valueInWords(t: Translator, field: CorrectableField, value: string): string {
  if (field === 'type' && t.has(`atlas.type.${value}`)) return t(`atlas.type.${value}` as 'atlas.type.twinning')
  if (field === 'state' && t.has(`atlas.state.${value}`)) return t(`atlas.state.${value}` as 'atlas.state.active')
  return value
}

const mostListed = 12

function lines(t: Translator, { name, field, value }: CorrectionInWords): string[] {
  const said = valueInWords(t, field, value)
  return [
    t('freshness.letter.record', { name }),
    said
      ? t('freshness.letter.field', { field: t(`freshness.field.${field}`), value: said })
      : t(`freshness.field.${field}`),
  ]
}

/** Asks the author of a correction whether the address is theirs. */
export const verifyLetter =
  (correction: CorrectionInWords, url: string) =>
  (t: Translator): Letter => ({
    subject: t('freshness.letter.verify.subject'),
    paragraphs: [t('freshness.letter.verify.text'), lines(t, correction)],
    button: { label: t('freshness.letter.verify.button'), url },
    foot: t('freshness.letter.verify.foot'),
  })

/** Tells those who decide that a correction waits for them. */
export const toDecideLetter =
  (correction: CorrectionInWords, url: (locale: Locale) => string) =>
  (t: Translator, locale: Locale): Letter => ({
    subject: t('freshness.letter.toDecide.subject', { name: correction.name }),
    paragraphs: [t('freshness.letter.toDecide.text'), lines(t, correction)],
    button: { label: t('freshness.letter.toDecide.button'), url: url(locale) },
  })

/** Tells whoever decides from now on which corrections have come to them. */
export const handedOverLetter =
  (corrections: readonly CorrectionInWords[], url: (locale: Locale) => string) =>
  (t: Translator, locale: Locale): Letter => {
    const more = corrections.length - mostListed
    return {
      subject: t('freshness.letter.handedOver.subject', { n: corrections.length }),
      paragraphs: [
        t('freshness.letter.handedOver.text', { n: corrections.length }),
        ...corrections.slice(0, mostListed).map((correction) => lines(t, correction)),
        ...(more > 0 ? [t('freshness.letter.handedOver.more', { n: more })] : []),
      ],
      button: { label: t('freshness.letter.toDecide.button'), url: url(locale) },
    }
  }

/** What was decided of a correction. */
export type DecisionInWords = { decision: 'accepted' | 'acceptedEdited' | 'refused'; kept: string; word: string }

/** Tells the author of a correction what became of it. */
export const decidedLetter =
  (correction: CorrectionInWords, { decision, kept, word }: DecisionInWords, url: string) =>
  (t: Translator): Letter => ({
    subject: t(`freshness.letter.decided.${decision}.subject`, { name: correction.name }),
    paragraphs: [
      t(`freshness.letter.decided.${decision}.text`),
      lines(t, correction),
      ...(decision === 'acceptedEdited'
        ? [t('freshness.letter.decided.kept', { value: valueInWords(t, correction.field, kept) })]
        : []),
      ...(word ? [t('freshness.letter.decided.word', { word })] : []),
    ],
    button: { label: t('freshness.letter.decided.button'), url },
  })

/** What a letter of a campaign asks. */
export type CampaignInWords = {
  organisation: string
  leader: string | null
  word: string
  ties: readonly string[]
  endsOn: string
  reminder: boolean
}

/** Asks an organisation whether its records are right: one button says they are, the other leads to each. */
export const campaignLetter =
  (campaign: CampaignInWords, urls: (locale: Locale) => { allRight: string; toCorrect: string }) =>
  (t: Translator, locale: Locale): Letter => {
    const { organisation: name, leader, word, ties, endsOn } = campaign
    const { allRight, toCorrect } = urls(locale)
    const more = ties.length - mostListed
    return {
      subject: t(campaign.reminder ? 'freshness.letter.campaign.reminder' : 'freshness.letter.campaign.subject', {
        name,
      }),
      paragraphs: [
        leader
          ? t('freshness.letter.campaign.text', { leader, name, ties: ties.length })
          : t('freshness.letter.campaign.textOfInstance', { name, ties: ties.length }),
        ...(word ? [word] : []),
        [
          t('freshness.letter.campaign.sheet', { name }),
          ...ties.slice(0, mostListed),
          ...(more > 0 ? [t('freshness.letter.campaign.more', { n: more })] : []),
        ],
        t('freshness.letter.campaign.ask', { day: new Date(endsOn) }),
      ],
      button: { label: t('freshness.letter.campaign.allRight'), url: allRight },
      second: { label: t('freshness.letter.campaign.toCorrect'), url: toCorrect },
      foot: t('freshness.letter.campaign.foot'),
    }
  }
