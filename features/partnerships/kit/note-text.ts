import type { AgreementPaper, Block, Gap, PaperPart } from '../kit-paper.ts'
import type { DueReminder } from '../reminders.ts'
import { amountsTable } from './amounts.ts'
import { commitmentBlocks } from './sides.ts'
import { namesOf, ownSide, wordsIn } from './words.ts'

const say = (text: string): Block => ({ kind: 'paragraph', text })

/** The note that explains a text to the assembly: with whom, why, what each side does and pays, what to watch. */
export function notePart(paper: AgreementPaper, reminders: readonly DueReminder[]): { part: PaperPart; gaps: Gap[] } {
  const words = wordsIn('fr')
  const { t, list, day } = words
  const own = ownSide(paper)
  const others = list(namesOf(paper).filter((name) => name !== own.name))
  const heading = (text: string): Block => ({ kind: 'heading', level: 2, text })
  const table = amountsTable(paper, words)
  const ends = paper.openEnded ? null : paper.endsOn ? day(paper.endsOn) : words.gap('endsOn', 'agreement')
  const starts = paper.startsOn ? day(paper.startsOn) : words.gap('startsOn', 'agreement')
  const blocks: Block[] = [
    say(t('kit.note.asked', { kind: t(`kit.theKind.${paper.kind}`), others })),
    heading(t('kit.note.who')),
    {
      kind: 'list',
      items: paper.parties.map((party) => {
        const tierKey = `atlas.tier.${party.tier}`
        return t('kit.note.party', {
          name: party.name,
          what: party.tier !== 'unknown' && t.has(tierKey) ? t(tierKey) : words.gap('tier', 'paper'),
          country: party.country.fr,
        })
      }),
    },
    say(paper.sinceYear ? t('kit.note.since', { year: String(paper.sinceYear) }) : t('kit.note.new')),
    heading(t('kit.note.why')),
    ...words.known(paper.object, 'object', 'agreement').split(/\n+/).map(say),
    heading(t('kit.note.commitments')),
    ...commitmentBlocks(paper, words),
    heading(t('kit.note.money')),
    ...(table.length > 0 ? [say(t('kit.agreement.amounts')), ...table] : [say(words.gap('amounts', 'amounts'))]),
    heading(t('kit.note.term')),
    say(ends ? t('kit.note.fromTo', { starts, ends }) : t('kit.agreement.openEnded', { starts })),
    heading(t('kit.note.results')),
    say(words.gap('results', 'paper')),
    ...(reminders.length > 0
      ? [
          heading(t('kit.note.watch')),
          say(t('kit.note.watchLead')),
          {
            kind: 'list' as const,
            items: reminders.map(({ text, sourceName }) => t('kit.note.reminder', { text, source: sourceName })),
          },
        ]
      : []),
    heading(t('kit.note.decide')),
    say(t('kit.note.decision', { kind: t(`kit.theKind.${paper.kind}`), others })),
  ]
  return {
    part: { locale: 'fr', title: t('kit.note.title', { title: paper.title }), subtitle: own.name, blocks },
    gaps: words.gaps,
  }
}
