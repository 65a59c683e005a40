import type { AgreementPaper, Block, PaperParty } from '../kit-paper.ts'
import type { Words } from './words.ts'

/** One side in a sentence: its exact name, what it is, who signs for it and by which act. */
export function sideSentence(party: PaperParty, words: Words): string {
  const { t, known, day } = words
  const tierKey = `atlas.tier.${party.tier}`
  const approval = party.approval
  const act =
    approval?.doneOn && approval.reference
      ? t('kit.side.act', { reference: approval.reference, day: day(approval.doneOn) })
      : words.gap('act', 'steps')
  return t('kit.side.sentence', {
    name: party.name,
    what: party.tier !== 'unknown' && t.has(tierKey) ? t(tierKey) : words.gap('tier', 'paper'),
    country: party.country[words.locale],
    signatory: known(party.signatoryName, 'signatory', 'parties'),
    function: known(party.signatoryFunction, 'function', 'parties'),
    act,
  })
}

/** What each side promises, under its name; the explicit “none” is said. */
export function commitmentBlocks(paper: AgreementPaper, words: Words): Block[] {
  return paper.parties.flatMap((party): Block[] => {
    const heading: Block = { kind: 'heading', level: 3, text: party.name }
    if (party.commitments.length > 0)
      return [heading, { kind: 'list', items: party.commitments.map((one) => commitmentSentence(one, words)) }]
    const none = party.noCommitment
      ? words.t('kit.commitment.none', { name: party.name })
      : words.gap('commitments', 'commitments')
    return [heading, { kind: 'paragraph', text: none }]
  })
}

function commitmentSentence(
  { body, amount, currency, dueOn }: PaperParty['commitments'][number],
  { t, money, day }: Words,
): string {
  const trimmed = body.trim().replace(/[.;]$/, '')
  const parts = [
    amount ? t('kit.commitment.amount', { amount: money(amount, currency) }) : '',
    dueOn ? t('kit.commitment.due', { day: day(dueOn) }) : '',
  ].filter(Boolean)
  return `${[trimmed, ...parts].join(', ')}.`
}

/** The place and day, then as many equal places to sign as there are sides. */
export function signatureBlocks(paper: AgreementPaper, words: Words): Block[] {
  const { t } = words
  return [
    {
      kind: 'paragraph',
      text: t('kit.signature.done', {
        place: words.gap('place', 'paper'),
        day: words.gap('signedOn', 'paper'),
        count: paper.parties.length,
      }),
    },
    {
      kind: 'signatures',
      sides: paper.parties.map((party) => ({
        name: t('kit.signature.for', { name: party.name }),
        lines: [
          words.known(party.signatoryName, 'signatory', 'parties'),
          words.known(party.signatoryFunction, 'function', 'parties'),
        ],
      })),
    },
  ]
}
