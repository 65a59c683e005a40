import { type Block, cutAtGaps, type PaperPart, type PaperText } from '../kit-paper.ts'

// Every text goes in as a string: nothing somebody typed is ever read as markup.
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, ' ')}"`

const inline = (text: string): string =>
  cutAtGaps(text)
    .map(({ text: part, isGap }) => (isGap ? `#gap(${quoted(part)})` : `#${quoted(part)};`))
    .join('')

const columnsOf = (count: number, widths: readonly number[] = []) =>
  `(${Array.from({ length: count }, (_, index) => `${widths[index] ?? 1}fr`).join(', ')}${count === 1 ? ',' : ''})`

function table({ caption, head, rows, numbers, widths }: Extract<Block, { kind: 'table' }>): string {
  const align = head.map((_, index) => (numbers.includes(index) ? 'right' : 'left')).join(', ')
  const cells = (row: readonly string[]) => row.map((cell) => `[${inline(cell)}]`).join(', ')
  return `#figure(kind: table, supplement: none, numbering: none, caption: [${inline(caption)}], table(columns: ${columnsOf(head.length, widths)},
  align: (${align}), table.header(${cells(head)}), ${rows.map(cells).join(',\n  ')}))`
}

// Two sides stand beside each other at the same size; read one after the other.
function signatures({ sides }: Extract<Block, { kind: 'signatures' }>): string {
  const cell = ({ name, lines }: (typeof sides)[number]) =>
    `[#strong[${inline(name)}] #v(1.6cm) ${lines.map((line) => `#par[${inline(line)}]`).join(' ')}]`
  return `#block(breakable: false, above: 2em, grid(columns: ${columnsOf(Math.min(sides.length, 3))}, column-gutter: 1cm, row-gutter: 1cm,
  ${sides.map(cell).join(', ')}))`
}

function block(one: Block): string {
  if (one.kind === 'heading') return `${'='.repeat(one.level)} ${inline(one.text)}`
  if (one.kind === 'list') return `#list(${one.items.map((item) => `[${inline(item)}]`).join(', ')})`
  if (one.kind === 'table') return table(one)
  if (one.kind === 'signatures') return signatures(one)
  const text = `#par[${inline(one.text)}]`
  if (one.style === 'centre') return `#align(center)[${text}]`
  return one.style === 'quiet' ? `#text(size: 9pt, fill: luma(90))[${text}]` : text
}

const part = ({ locale, title, subtitle, blocks }: PaperPart, index: number): string => `
${index > 0 ? '#pagebreak()' : ''}
#[
#set text(lang: "${locale}")
#block(below: 0.4em)[#par[#text(size: 10pt, fill: luma(90))[${inline(subtitle)}]]]
= ${inline(title)}
${blocks.map(block).join('\n\n')}
]`

/** A paper as a Typst source: headings, lists and tables with their headers, so that the PDF is tagged. */
export function toTypst({ title, author, parts }: PaperText): string {
  const [first] = parts
  return `#set document(title: ${quoted(title)}, author: ${quoted(author)})
#set page(paper: "a4", margin: (x: 2.4cm, y: 2.2cm), numbering: "1 / 1", footer-descent: 40%)
#set text(lang: "${first?.locale ?? 'fr'}", font: "Atkinson Hyperlegible Next", size: 10.5pt)
#set par(leading: 0.7em, spacing: 1em)
#set list(spacing: 0.8em)
#set table(inset: (x: 0.5em, y: 0.45em), stroke: (x: none, y: 0.5pt + luma(150)))
#set figure(gap: 0.6em)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show figure.caption: it => align(left, text(size: 9.5pt, weight: "bold", it.body))
#show table.cell.where(y: 0): set text(weight: "bold", size: 9.5pt)
#show heading: set text(weight: "bold")
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading.where(level: 3): set text(size: 11pt)
#show heading: set block(above: 1.4em, below: 0.7em, sticky: true)
#let gap(words) = highlight(fill: rgb("#f6e3b0"), extent: 1pt, strong(words))
${parts.map(part).join('\n')}
`
}
