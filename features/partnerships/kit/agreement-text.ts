import type { Locale } from '../../../platform/i18n/locales.ts'
import type { AgreementPaper, Block, Gap, PaperPart } from '../kit-paper.ts'
import { amountsTable } from './amounts.ts'
import { commitmentBlocks, sideSentence, signatureBlocks } from './sides.ts'
import { namesOf, type Words, wordsIn } from './words.ts'

const article = (
  words: Words,
  number: number,
  name:
    | 'object'
    | 'commitments'
    | 'amounts'
    | 'governance'
    | 'term'
    | 'amendment'
    | 'notice'
    | 'disputes'
    | 'languages',
): Block => ({
  kind: 'heading',
  level: 2,
  text: words.t('kit.article', { number, name: words.t(`kit.articleName.${name}`) }),
})
const say = (text: string): Block => ({ kind: 'paragraph', text })

/** The text of an agreement: between whom, why, article by article, and as many equal signatures as there are sides. */
export function agreementPart(paper: AgreementPaper, locale: Locale): { part: PaperPart; gaps: Gap[] } {
  const words = wordsIn(locale)
  const { t } = words
  const blocks: Block[] = [
    { kind: 'heading', level: 2, text: t('kit.agreement.between') },
    { kind: 'list', items: paper.parties.map((party) => sideSentence(party, words)) },
    say(t('kit.agreement.together')),
    { kind: 'heading', level: 2, text: t('kit.agreement.preamble') },
    ...preamble(paper, words).map(say),
    article(words, 1, 'object'),
    ...words.known(paper.object, 'object', 'agreement').split(/\n+/).map(say),
    article(words, 2, 'commitments'),
    say(t('kit.agreement.commitments')),
    ...commitmentBlocks(paper, words),
    article(words, 3, 'amounts'),
    ...amounts(paper, words),
    article(words, 4, 'governance'),
    ...governance(paper, words),
    article(words, 5, 'term'),
    ...term(paper, words).map(say),
    article(words, 6, 'amendment'),
    say(t('kit.agreement.amendment')),
    article(words, 7, 'notice'),
    ...notice(paper, words).map(say),
    article(words, 8, 'disputes'),
    say(t('kit.agreement.disputes', { forum: words.gap('forum', 'paper') })),
    article(words, 9, 'languages'),
    say(languages(paper, words)),
    ...signatureBlocks(paper, words),
  ]
  const part = { locale, title: paper.title, subtitle: t(`kit.kind.${paper.kind}`), blocks }
  return { part, gaps: words.gaps }
}

function preamble(paper: AgreementPaper, words: Words): string[] {
  const { t, list } = words
  const names = list(namesOf(paper))
  const french = paper.parties.some(({ isFrench }) => isFrench)
  return [
    paper.sinceYear
      ? t('kit.agreement.since', { names, year: String(paper.sinceYear) })
      : t('kit.agreement.wish', { names }),
    ...(french ? [t('kit.agreement.agenda', { goals: goals(paper, words) })] : []),
    ...(paper.legalBasis.trim() ? [t('kit.agreement.basis', { basis: paper.legalBasis.trim() })] : []),
    ...paper.onePercent.map((service) => t(`kit.onePercent.${service}`)),
  ]
}

/** The goals of the 2030 Agenda the tie has named; a gap where it has named none. */
export function goals(paper: AgreementPaper, words: Words): string {
  if (paper.goals.length === 0) return words.gap('goals', 'paper')
  return words.list(paper.goals.map((goal) => words.t('kit.goal', { number: goal })))
}

// What is required of a convention is asked for; a lighter text may forecast nothing.
function amounts(paper: AgreementPaper, words: Words): Block[] {
  const table = amountsTable(paper, words)
  if (table.length > 0) return [say(words.t('kit.agreement.amounts')), ...table, say(words.t('kit.agreement.votes'))]
  return [say(paper.kind === 'convention' ? words.gap('amounts', 'amounts') : words.t('kit.agreement.noAmounts'))]
}

function governance(paper: AgreementPaper, words: Words): Block[] {
  const { t } = words
  if (paper.committees.length === 0) return [say(words.gap('governance', 'governance'))]
  return paper.committees.map((committee): Block => {
    const meets = committee.meetsPerYear ? t('kit.agreement.meets', { count: committee.meetsPerYear }) : ''
    const rule = committee.rule.trim()
    return say([t('kit.agreement.committee', { name: committee.name }), meets, rule].filter(Boolean).join(' '))
  })
}

function term(paper: AgreementPaper, words: Words): string[] {
  const { t, day } = words
  const starts = paper.startsOn ? day(paper.startsOn) : words.gap('startsOn', 'agreement')
  const first = paper.openEnded
    ? t('kit.agreement.openEnded', { starts })
    : t('kit.agreement.term', { starts, ends: paper.endsOn ? day(paper.endsOn) : words.gap('endsOn', 'agreement') })
  const french = paper.parties.some(({ isFrench }) => isFrench)
  return [
    first,
    ...(french && paper.kind === 'convention' ? [t('kit.agreement.inForce')] : []),
    ...(paper.openEnded ? [] : [t(`kit.renewal.${paper.renewal}`)]),
  ]
}

function notice(paper: AgreementPaper, words: Words): string[] {
  const { t } = words
  const months =
    paper.noticeMonths === null
      ? words.gap('noticeMonths', 'agreement')
      : t('kit.months', { count: paper.noticeMonths })
  const clause = paper.noticeClause.trim()
  return [t('kit.agreement.notice', { months }), ...(clause ? [clause] : []), t('kit.agreement.afterNotice')]
}

function languages(paper: AgreementPaper, words: Words): string {
  const { t, list, locale } = words
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  if (paper.languages.length === 0) return words.gap('languages', 'agreement')
  const said = list(paper.languages.map((code) => names.of(code) ?? code))
  return t('kit.agreement.languages', { languages: said, count: paper.languages.length })
}
