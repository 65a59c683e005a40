import type { AgreementPaper, Block, Gap, PaperPart } from '../kit-paper.ts'
import { namesOf, ownSide, wordsIn } from './words.ts'

/** The slip that goes to the préfet with the act: the papers enclosed, what they are sent for, and the receipt. */
export function transmittalPart(paper: AgreementPaper): { part: PaperPart; gaps: Gap[] } {
  const words = wordsIn('fr')
  const { t, list, day } = words
  const own = ownSide(paper)
  const others = list(namesOf(paper).filter((name) => name !== own.name))
  const act = own.approval
  const deliberation =
    act?.doneOn && act.reference
      ? t('kit.transmittal.deliberation', { reference: act.reference, day: day(act.doneOn) })
      : t('kit.transmittal.deliberation', {
          reference: words.gap('deliberationNumber', 'steps'),
          day: words.gap('deliberationDay', 'steps'),
        })
  const enclosed = paper.pieces.filter(({ kind }) => kind !== 'deliberation' && kind !== 'signedText')
  const rows = [
    [deliberation, '1', ''],
    [t('kit.transmittal.text', { title: paper.title, others }), '1', ''],
    ...enclosed.map(({ title }) => [title, '1', '']),
  ]
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: t('kit.transmittal.from', {
        function: words.known(own.signatoryFunction, 'function', 'parties'),
        name: own.name,
      }),
    },
    { kind: 'paragraph', text: t('kit.transmittal.to', { prefect: words.gap('prefect', 'paper') }) },
    { kind: 'paragraph', text: t('kit.transmittal.object', { title: paper.title }) },
    {
      kind: 'table',
      caption: t('kit.transmittal.table'),
      head: [t('kit.transmittal.piece'), t('kit.transmittal.count'), t('kit.transmittal.remark')],
      rows,
      numbers: [1],
      widths: [5, 1, 3],
    },
    { kind: 'paragraph', text: t('kit.transmittal.why') },
    { kind: 'heading', level: 2, text: t('kit.transmittal.receipt') },
    { kind: 'paragraph', text: t('kit.transmittal.received') },
    {
      kind: 'signatures',
      sides: [
        {
          name: own.name,
          lines: [words.known(own.signatoryName, 'signatory', 'parties'), words.gap('signedOn', 'paper')],
        },
        { name: t('kit.transmittal.state'), lines: [t('kit.transmittal.stamp')] },
      ],
    },
  ]
  return { part: { locale: 'fr', title: t('kit.transmittal.title'), subtitle: own.name, blocks }, gaps: words.gaps }
}
