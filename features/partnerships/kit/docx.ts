import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { type Block, cutAtGaps, type PaperPart, type PaperText } from '../kit-paper.ts'
import { type BilingualRow, sideBySide } from './side-by-side.ts'

const languages = { fr: 'fr-FR', en: 'en-GB' } as const
const levels = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const
const thread = { style: BorderStyle.SINGLE, size: 4, color: '999999' } as const
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

type Look = { bold?: boolean; color?: string; size?: number }

// What is still to be said is marked, so that nobody sends it unseen.
function runs(text: string, locale: PaperPart['locale'], look: Look = {}): ParagraphChild[] {
  return cutAtGaps(text).map(
    ({ text: part, isGap }) =>
      new TextRun({
        text: part,
        language: { value: languages[locale] },
        ...look,
        ...(isGap ? { highlight: 'yellow' as const, bold: true } : {}),
      }),
  )
}

function table(
  { caption, head, rows, numbers, widths = [] }: Extract<Block, { kind: 'table' }>,
  locale: PaperPart['locale'],
) {
  const whole = head.reduce((all, _, index) => all + (widths[index] ?? 1), 0)
  const cell = (text: string, index: number, bold: boolean) =>
    new TableCell({
      width: { size: Math.round(((widths[index] ?? 1) / whole) * 100), type: WidthType.PERCENTAGE },
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      children: [
        new Paragraph({
          children: runs(text, locale, { bold }),
          alignment: numbers.includes(index) ? AlignmentType.END : AlignmentType.START,
        }),
      ],
    })
  return [
    new Paragraph({
      children: runs(caption, locale, { bold: true }),
      spacing: { before: 200, after: 80 },
      keepNext: true,
    }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: { ...noBorders, top: thread, bottom: thread, insideHorizontal: thread },
      rows: [
        new TableRow({ tableHeader: true, children: head.map((text, index) => cell(text, index, true)) }),
        ...rows.map(
          (row) => new TableRow({ cantSplit: true, children: row.map((text, index) => cell(text, index, false)) }),
        ),
      ],
    }),
  ]
}

function signatures({ sides }: Extract<Block, { kind: 'signatures' }>, locale: PaperPart['locale']) {
  const wide = Math.floor(100 / sides.length)
  const cell = ({ name, lines }: (typeof sides)[number]) =>
    new TableCell({
      width: { size: wide, type: WidthType.PERCENTAGE },
      margins: { top: 120, bottom: 120, left: 80, right: 80 },
      children: [
        new Paragraph({ children: runs(name, locale, { bold: true }), spacing: { after: 1200 } }),
        ...lines.map((line) => new Paragraph({ children: runs(line, locale) })),
      ],
    })
  return [
    new Paragraph({ children: [], spacing: { before: 200 } }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: noBorders,
      rows: [new TableRow({ cantSplit: true, children: sides.map(cell) })],
    }),
  ]
}

function block(one: Block, locale: PaperPart['locale']): (Paragraph | Table)[] {
  if (one.kind === 'heading') return [new Paragraph({ heading: levels[one.level], children: runs(one.text, locale) })]
  if (one.kind === 'list')
    return one.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: runs(item, locale) }))
  if (one.kind === 'table') return table(one, locale)
  if (one.kind === 'signatures') return signatures(one, locale)
  // Drawings are made for the page that is sent; what is edited has their table.
  if (one.kind === 'drawing') return []
  if (one.kind === 'figures')
    return one.items.map(
      ({ name, value, notes }) =>
        new Paragraph({
          children: [
            ...runs(`${name}  `, locale),
            ...runs(value, locale, { bold: true }),
            ...runs(`  ${notes.join(', ')}`, locale),
          ],
        }),
    )
  if (one.kind === 'beside') return [...one.left, ...one.right].flatMap((inner) => block(inner, locale))
  const look = one.style === 'quiet' ? { size: 18, color: '595959' } : {}
  return [
    new Paragraph({
      children: runs(one.text, locale, look),
      ...(one.style === 'centre' ? { alignment: AlignmentType.CENTER } : {}),
    }),
  ]
}

const opening = ({ locale, title, subtitle }: PaperPart): Paragraph[] => [
  new Paragraph({ children: runs(subtitle, locale, { size: 20, color: '595959' }) }),
  new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(title, locale) }),
]

function pairRow(cells: readonly (Paragraph | Table)[][]): TableRow {
  return new TableRow({
    children: cells.map(
      (children) =>
        new TableCell({
          width: { size: 50, type: WidthType.PERCENTAGE },
          margins: { top: 40, bottom: 40, left: 80, right: 160 },
          children,
        }),
    ),
  })
}

// Rows that follow each other are one table of two columns; what is as wide as the page stands between two of them.
function bilingual(
  [left, right]: readonly [PaperPart, PaperPart],
  rows: readonly BilingualRow[],
): (Paragraph | Table)[] {
  const locales = [left.locale, right.locale] as const
  const localeAt = (index: number) => locales[index] ?? left.locale
  const drawn: (Paragraph | Table)[] = []
  let open: TableRow[] = [pairRow([opening(left), opening(right)])]
  const close = () => {
    if (open.length > 0)
      drawn.push(new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, borders: noBorders, rows: open }))
    open = []
  }
  for (const row of rows) {
    if (row.kind === 'pair') open.push(pairRow(row.blocks.map((one, index) => block(one, localeAt(index)))))
    else {
      close()
      drawn.push(...block(row.block, localeAt(row.part)))
    }
  }
  close()
  return drawn
}

function sectionsOf(parts: readonly PaperPart[]) {
  const [left, right] = parts
  const rows = sideBySide(parts)
  if (rows && left && right) return [section(bilingual([left, right], rows))]
  return parts.map((part) => section([...opening(part), ...part.blocks.flatMap((one) => block(one, part.locale))]))
}

function section(children: (Paragraph | Table)[]) {
  return {
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
          }),
        ],
      }),
    },
    children,
  }
}

const heading = (size: number) => ({
  run: { size, bold: true, color: '1B2233' },
  paragraph: { spacing: { before: 320, after: 140 }, keepNext: true },
})

/** A paper as a Word file, to be edited: true headings, true tables, gaps marked. */
export async function toDocx({ title, author, parts }: PaperText): Promise<Uint8Array> {
  const [first] = parts
  const file = new Document({
    title,
    creator: author,
    styles: {
      default: {
        document: {
          run: { font: 'Atkinson Hyperlegible Next', size: 21, language: { value: languages[first?.locale ?? 'fr'] } },
          paragraph: { spacing: { after: 140, line: 300 } },
        },
        heading1: heading(34),
        heading2: heading(25),
        heading3: heading(22),
      },
    },
    sections: sectionsOf(parts),
  })
  return Packer.toBuffer(file)
}
