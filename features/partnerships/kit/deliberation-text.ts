import type { MessageKey } from '../../../platform/i18n/messages.ts'
import { legalBasisOn } from '../agreement-basis.ts'
import type { AgreementPaper, Block, Gap, PaperPart } from '../kit-paper.ts'
import { goals } from './agreement-text.ts'
import { totalsOf } from './amounts.ts'
import { namesOf, ownSide, type Words, wordsIn } from './words.ts'

const say = (text: string): Block => ({ kind: 'paragraph', text })

/** The texts a deliberation of that day rests on, with where each is read: the code first, then the laws by their day. */
function visas(paper: AgreementPaper, { t }: Words): { visa: string; source: string }[] {
  const codes = ['code', ...legalBasisOn(paper.madeOn), ...paper.onePercent.map((service) => `percent.${service}`)]
  return codes.map((code) => ({
    visa: t(`kit.visa.${code}` as MessageKey),
    source: t(`kit.visaSource.${code}` as MessageKey),
  }))
}

/** The draft of a deliberation: visas with their source, reasons, articles; the vote and the signature are left open. */
export function deliberationPart(paper: AgreementPaper): { part: PaperPart; gaps: Gap[] } {
  const words = wordsIn('fr')
  const { t, list, day } = words
  const own = ownSide(paper)
  const others = list(namesOf(paper).filter((name) => name !== own.name))
  const rests = visas(paper, words)
  const blocks: Block[] = [
    { kind: 'paragraph', style: 'centre', text: t('kit.deliberation.sitting', { day: words.gap('sitting', 'paper') }) },
    {
      kind: 'paragraph',
      style: 'centre',
      text: t('kit.deliberation.number', {
        number: own.approval?.reference ? own.approval.reference : words.gap('deliberationNumber', 'steps'),
      }),
    },
    say(t('kit.deliberation.object', { title: paper.title, others })),
    { kind: 'heading', level: 2, text: t('kit.deliberation.visas') },
    ...rests.map(({ visa }) => say(visa)),
    say(t('kit.deliberation.annexed', { kind: t(`kit.theKind.${paper.kind}`), others })),
    say(t('kit.deliberation.committee', { committee: words.gap('committee', 'paper') })),
    { kind: 'heading', level: 2, text: t('kit.deliberation.reasons') },
    ...reasons(paper, words, { own: own.name, others }).map(say),
    say(t('kit.deliberation.after')),
    { kind: 'heading', level: 2, text: t('kit.deliberation.decides') },
    ...decisions(paper, words, others).map(say),
    { kind: 'heading', level: 2, text: t('kit.deliberation.vote') },
    say(t('kit.deliberation.votes', { votes: words.gap('votes', 'paper') })),
    {
      kind: 'signatures',
      sides: [
        {
          name: own.name,
          lines: [
            words.known(own.signatoryName, 'signatory', 'parties'),
            words.known(own.signatoryFunction, 'function', 'parties'),
          ],
        },
      ],
    },
    { kind: 'heading', level: 2, text: t('kit.deliberation.sources') },
    { kind: 'list', items: rests.map(({ source }) => source) },
    { kind: 'paragraph', style: 'quiet', text: t('kit.deliberation.madeOn', { day: day(paper.madeOn) }) },
  ]
  return {
    part: { locale: 'fr', title: t('kit.deliberation.title'), subtitle: own.name, blocks },
    gaps: words.gaps,
  }
}

function reasons(paper: AgreementPaper, words: Words, { own, others }: { own: string; others: string }): string[] {
  const { t } = words
  return [
    paper.sinceYear
      ? t('kit.deliberation.since', { own, others, year: String(paper.sinceYear) })
      : t('kit.deliberation.wish', { own, others }),
    t('kit.deliberation.objectReason', { object: inSentence(words.known(paper.object, 'object', 'agreement')) }),
    t('kit.deliberation.agenda', { goals: goals(paper, words) }),
    t('kit.deliberation.reciprocal'),
  ]
}

// A text that is taken into a sentence of ours keeps its words, not its full stop.
const inSentence = (text: string) =>
  text
    .trim()
    .replace(/\s*\n+\s*/g, ' ')
    .replace(/[.;]$/, '')

function decisions(paper: AgreementPaper, words: Words, others: string): string[] {
  const { t } = words
  const own = ownSide(paper)
  const totals = totalsOf(paper, 'money', own.organisationId)
  const money =
    totals.length > 0
      ? words.list(totals.map(({ amount, currency }) => words.money(amount, currency)))
      : words.gap('ownAmount', 'amounts')
  const kind = t(`kit.theKind.${paper.kind}`)
  const lines = [
    t('kit.deliberation.approves', { kind, others }),
    t('kit.deliberation.authorises', { function: words.known(own.signatoryFunction, 'function', 'parties') }),
    t('kit.deliberation.credits', { money, line: words.gap('budgetLine', 'paper') }),
    ...(paper.kind === 'convention' ? [t('kit.deliberation.transmits')] : []),
    t('kit.deliberation.reports'),
  ]
  return lines.map((line, index) => t('kit.deliberation.article', { number: index + 1, line }))
}
