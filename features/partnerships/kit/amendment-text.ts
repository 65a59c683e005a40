import type { Locale } from '../../../platform/i18n/locales.ts'
import type { AgreementPaper, Block, Gap, PaperChange, PaperPart } from '../kit-paper.ts'
import { amountNamed } from '../proposal-amounts.ts'
import { sideSentence, signatureBlocks } from './sides.ts'
import { type Words, wordsIn } from './words.ts'

const say = (text: string): Block => ({ kind: 'paragraph', text })

/** The text of an amendment: what it changes, as it was and as it becomes; the rest stays. */
export function amendmentPart(paper: AgreementPaper, locale: Locale): { part: PaperPart; gaps: Gap[] } {
  const words = wordsIn(locale)
  const { t } = words
  const { amendment } = paper
  const number = amendment ? String(amendment.number) : words.gap('amendmentNumber', 'paper')
  const heading = (text: string): Block => ({ kind: 'heading', level: 2, text })
  const numbered = (place: number, name: 'amendmentObject' | 'changes' | 'unchanged' | 'force') =>
    heading(t('kit.article', { number: place, name: t(`kit.articleName.${name}`) }))
  const blocks: Block[] = [
    heading(t('kit.agreement.between')),
    { kind: 'list', items: paper.parties.map((party) => sideSentence(party, words)) },
    say(t('kit.agreement.together')),
    say(t('kit.amendment.recall', { title: paper.title })),
    numbered(1, 'amendmentObject'),
    say(words.known(amendment?.object, 'amendmentObject', 'agreement')),
    numbered(2, 'changes'),
    ...changes(paper, words),
    numbered(3, 'unchanged'),
    say(t('kit.amendment.unchanged')),
    numbered(4, 'force'),
    say(t(paper.parties.some(({ isFrench }) => isFrench) ? 'kit.amendment.forceFrench' : 'kit.amendment.force')),
    ...signatureBlocks(paper, words),
  ]
  const title = t('kit.amendment.title', { number, title: paper.title })
  return { part: { locale, title, subtitle: t(`kit.kind.${paper.kind}`), blocks }, gaps: words.gaps }
}

function changes(paper: AgreementPaper, words: Words): Block[] {
  const { t } = words
  const changed = paper.amendment?.changes ?? []
  if (changed.length === 0) return [say(words.gap('changes', 'agreement'))]
  return [
    {
      kind: 'table',
      caption: t('kit.amendment.table'),
      head: [t('kit.amendment.clause'), t('kit.amendment.before'), t('kit.amendment.after')],
      rows: changed.map((change) => [
        fieldName(change, words),
        changeText(change, change.from, words),
        changeText(change, change.to, words),
      ]),
      numbers: [],
    },
  ]
}

// An amount is in the currency its name says.
function changeText({ field }: PaperChange, value: unknown, words: Words): string {
  const amount = amountNamed(field)
  return amount && typeof value === 'string' ? words.money(value, amount.currency) : valueText(value, words)
}

function fieldName({ field, party = '' }: PaperChange, { t }: Words): string {
  const amount = amountNamed(field)
  if (amount) return t('kit.amendment.amountOf', { party, year: amount.year, kind: t(`kit.amountKind.${amount.kind}`) })
  if (field === 'newCommitment') return t('kit.amendment.newCommitment', { party })
  const name = field.startsWith('commitment') ? 'commitment' : field
  const key = `kit.field.${name}`
  return t.has(key) ? t(key) : t('kit.field.other')
}

// Values come from the trail of an amendment: days, numbers, words of closed lists, or a whole commitment.
function valueText(value: unknown, words: Words): string {
  const { t, day, list } = words
  if (value === null || value === undefined || value === '') return t('kit.amendment.nothing')
  if (typeof value === 'boolean') return t(value ? 'kit.amendment.yes' : 'kit.amendment.no')
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value)
    const key = `kit.renewalName.${value}`
    return t.has(key) ? t(key) : value
  }
  if (Array.isArray(value)) return value.length === 0 ? t('kit.amendment.nothing') : list(value.map(String))
  if (typeof value === 'object') {
    const { body, amount, currency, dueOn } = value as Record<string, unknown>
    const parts = [
      typeof body === 'string' ? body : '',
      typeof amount === 'string' ? words.money(amount, typeof currency === 'string' ? currency : 'EUR') : '',
      typeof dueOn === 'string' ? t('kit.commitment.due', { day: day(dueOn) }) : '',
    ].filter(Boolean)
    return parts.length > 0 ? parts.join(', ') : t('kit.amendment.nothing')
  }
  return String(value)
}
