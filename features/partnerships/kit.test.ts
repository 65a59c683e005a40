import mammoth from 'mammoth'
import { describe, expect, it } from 'vitest'
import { barePaper, fullPaper } from '../../tests/agreement-paper.ts'
import { readPdf } from '../../tests/read-pdf.ts'
import { sideBySide } from './kit/side-by-side.ts'
import { composePaper } from './kit.ts'
import { type Block, type KitLanguage, type KitPaper, kitPapers, languagesOf } from './kit-paper.ts'
import { makePaper } from './make-paper.server.ts'

const now = new Date('2026-11-21T10:00:00Z')
const wordsOf = (block: Block): string => JSON.stringify(block).replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ')
const textOf = (kind: KitPaper, paper = fullPaper, language: KitLanguage = 'fr', part = 0) =>
  (composePaper(kind, paper, language).text.parts[part]?.blocks ?? []).map(wordsOf).join('\n')

describe('the agreement out of the record', () => {
  it('says sides, object, commitments, amounts to the cent, governance, term, notice', () => {
    const text = textOf('agreement')
    for (const said of [
      'Chambéry, commune (France), représentée par Claire Martin, maire, habilité(e) par l’acte n° 2026-41 du 12 mars 2026',
      'Améliorer l’accès à l’eau potable dans cinq quartiers de Ouahigouya.',
      'Verser sa contribution annuelle, pour un montant de 541 700,86 €, au plus tard le 30 juin 2026.',
      'Mettre à disposition deux techniciens.',
      '541 701,00 €',
      'Il se réunit 2 fois par an. Deux membres par ville.',
      'prend effet le 1er janvier 2026 et prend fin le 31 décembre 2028',
      'avec un préavis de 6 mois',
      'Le silence d’une partie ne vaut pas accord.',
    ])
      expect(text).toContain(said)
    expect(text).toMatch(/3 000 000 F CFA/)
  })

  it('is the same text in English, after the French one', () => {
    const english = textOf('agreement', fullPaper, 'both', 1)
    expect(english).toContain('Chambéry, commune (France), represented by Claire Martin')
    expect(english).toContain('€541,700.86')
    expect(english).toContain('takes effect on 1 January 2026 and ends on 31 December 2028')
  })

  it('has as many equal places to sign as there are sides', () => {
    const { text } = composePaper('agreement', fullPaper, 'fr')
    const last = text.parts[0]?.blocks.at(-1)
    expect(last).toMatchObject({
      kind: 'signatures',
      sides: [
        { name: 'Pour Chambéry', lines: ['Claire Martin', 'maire'] },
        { name: 'Pour Ouahigouya', lines: ['Adama Ouédraogo', 'maire'] },
      ],
    })
  })
})

describe('what the record does not say', () => {
  it('is marked and listed, with where to say it; nothing is made up', () => {
    const { gaps } = composePaper('agreement', barePaper, 'fr')
    expect(gaps).toEqual(
      expect.arrayContaining([
        { what: 'object', where: 'agreement' },
        { what: 'signatory', where: 'parties' },
        { what: 'commitments', where: 'commitments' },
        { what: 'amounts', where: 'amounts' },
        { what: 'act', where: 'steps' },
        { what: 'governance', where: 'governance' },
      ]),
    )
    const text = textOf('agreement', barePaper)
    expect(text).toContain('[à compléter : objet]')
    expect(text).not.toMatch(/undefined|null|NaN/)
  })

  it('is little where the record is full', () => {
    const left = composePaper('agreement', fullPaper, 'fr').gaps.filter(({ where }) => where !== 'paper')
    expect(left).toEqual([])
  })

  it('is not asked of a side that says it promises nothing', () => {
    const [here, there] = barePaper.parties
    if (!here || !there) throw new Error('two parties')
    const paper = {
      ...barePaper,
      parties: [
        { ...here, noCommitment: true },
        { ...there, noCommitment: true },
      ],
    }
    expect(composePaper('agreement', paper, 'fr').gaps.some(({ what }) => what === 'commitments')).toBe(false)
    expect(textOf('agreement', paper)).toContain('Chambéry déclare ne prendre aucun engagement propre')
  })
})

describe('the draft of the deliberation', () => {
  it('rests on the texts in force on its day, each with its source', () => {
    const text = textOf('deliberation')
    expect(text).toContain('notamment ses articles L.1115-1 et suivants')
    expect(text).toContain('Vu la loi n° 2021-1031 du 4 août 2021')
    expect(text).toContain('Vu la loi n° 2005-95 du 9 février 2005')
    expect(text).not.toContain('2006-1537')
    expect(text).toContain('article 6, en vigueur le 6 août 2021')
    expect(textOf('deliberation', { ...fullPaper, madeOn: '2015-01-01' })).not.toContain('2021-1031')
  })

  it('speaks for the side that makes it, of its own amount', () => {
    const text = textOf('deliberation')
    expect(text).toContain('un montant prévisionnel de 541 701,00 €')
    expect(text).toContain('Article 4 : dit que le texte signé sera transmis')
    expect(text).toContain('[à compléter : résultat du vote]')
  })
})

describe('the other papers', () => {
  it('say what an amendment changes, before and after', () => {
    expect(textOf('amendment')).toContain('["Date de fin","31 décembre 2028","31 décembre 2029"]')
    expect(textOf('amendment', barePaper)).toContain('[à compléter : ce que l’avenant modifie]')
  })

  it('list in the slip what goes to the préfet', () => {
    expect(textOf('transmittal')).toContain('Délibération n° 2026-41 du 12 mars 2026')
  })

  it('give the note the reminders with their source, and say that they are no opinion', () => {
    const reminder = { text: 'Pensez au programme 2030.', sourceName: 'CGCT, L.1115-1' } as never
    const { text } = composePaper('note', fullPaper, 'fr', [reminder])
    const said = (text.parts[0]?.blocks ?? []).map(wordsOf).join('\n')
    expect(said).toContain('Pensez au programme 2030. (source : CGCT, L.1115-1)')
    expect(said).toContain('Ces rappels ne sont pas un avis juridique.')
  })
})

const every = kitPapers.flatMap((kind) => languagesOf(kind).map((language) => ({ kind, language })))

describe.each(every)('$kind ($language) as files', ({ kind, language }) => {
  const { text } = composePaper(kind, fullPaper, language)

  it('opens as a Word file with true headings, tables and the gaps', async () => {
    const bytes = await makePaper(text, 'docx', now)
    const buffer = Buffer.from(bytes)
    const { value: html } = await mammoth.convertToHtml({ buffer })
    const { value: plain } = await mammoth.extractRawText({ buffer })
    expect(html).toMatch(/<h1>/)
    expect(html).toMatch(/<h2>/)
    if (kind !== 'deliberation') expect(html).toMatch(/<thead>.*<th>/)
    const flat = plain.replace(/\s+/g, ' ')
    for (const part of text.parts) expect(flat).toContain(part.title.replace(/\s+/g, ' '))
    expect(flat).toContain('Chambéry')
    if (composePaper(kind, fullPaper, language).gaps.length > 0) expect(flat).toMatch(/\[(à compléter|to be completed)/)
  })

  it('is a PDF/UA: tagged, with its language, its title and its fonts', async () => {
    const pdf = await readPdf(await makePaper(text, 'pdf', now))
    expect(pdf.universal).toBe('1')
    expect(pdf.title).toBe(text.title)
    expect(pdf.marked).toBe(true)
    expect(pdf.language).toBe(text.parts[0]?.locale)
    expect(pdf.roles.has('H1')).toBe(true)
    expect(pdf.roles.has('H2')).toBe(true)
    if (kind !== 'deliberation') expect(pdf.roles.has('TH')).toBe(true)
    expect(pdf.fonts.length).toBeGreaterThan(0)
    expect(pdf.fonts.every((font) => /AtkinsonHyperlegibleNext/.test(font))).toBe(true)
    expect(pdf.text).toContain('Chambéry')
  })
})

describe.each(['agreement', 'amendment'] as const)('the %s in two languages', (kind) => {
  const { text } = composePaper(kind, fullPaper, 'both')
  const [french, english] = text.parts
  const flat = (said: string) => said.replace(/\s+/g, ' ')
  const headings = (part: typeof french) =>
    (part?.blocks ?? []).flatMap((block) => (block.kind === 'heading' ? [flat(block.text)] : []))

  it('stand beside each other, block by block, and each side signs once', () => {
    const rows = sideBySide(text.parts)
    expect(rows?.filter((row) => row.kind === 'pair').length).toBeGreaterThan(5)
    const signing = rows?.filter((row) => row.kind === 'whole' && row.block.kind === 'signatures')
    expect(signing).toMatchObject([
      { block: { sides: [{ name: 'Pour Chambéry / For Chambéry' }, { name: 'Pour Ouahigouya / For Ouahigouya' }] } },
    ])
    expect(sideBySide(text.parts.slice(0, 1))).toBeNull()
  })

  it('are read article by article, French then English, as a PDF and as a Word file', async () => {
    const pdf = flat((await readPdf(await makePaper(text, 'pdf', now))).text)
    const buffer = Buffer.from(await makePaper(text, 'docx', now))
    const { value: html } = await mammoth.convertToHtml({ buffer })
    const word = flat((await mammoth.extractRawText({ buffer })).value)
    expect(html).toMatch(/<td><h2>.*?<\/h2><\/td><td><h2>/)
    const order = headings(french).flatMap((heading, index) => [heading, headings(english)[index] ?? ''])
    for (const said of [pdf, word]) {
      let from = 0
      for (const heading of order) {
        expect(said.slice(from)).toContain(heading)
        from = said.indexOf(heading, from)
      }
    }
  })
})

describe('a text with signs the font does not know', () => {
  it('is refused as a PDF with a sentence, and kept as a Word file', async () => {
    const { text } = composePaper('agreement', { ...fullPaper, object: 'التعاون اللامركزي 合作' }, 'fr')
    const docx = await makePaper(text, 'docx', now)
    expect((await mammoth.extractRawText({ buffer: Buffer.from(docx) })).value).toContain('合作')
    await makePaper(text, 'pdf', now).then(
      async (bytes) => expect((await readPdf(bytes)).universal).toBe('1'),
      (error) => expect(error).toMatchObject({ reason: 'kit_not_drawn' }),
    )
    await expect(makePaper(composePaper('note', fullPaper, 'fr').text, 'pdf', now)).resolves.toBeInstanceOf(Uint8Array)
  })
})
