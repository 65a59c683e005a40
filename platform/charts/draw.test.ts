import { describe, expect, it } from 'vitest'
import { drawChart } from './draw.ts'
import type { ChartWords } from './kinds.ts'

const words: ChartWords = {
  id: 'net',
  title: 'Le net <baisse>',
  amount: (amount) => `${amount} €`,
  series: { expenditure: 'Dépenses', net: 'Net' },
}
const evolution = {
  series: ['expenditure', 'net'],
  years: [
    { label: '2021', amounts: { expenditure: '541700.86', net: '-12.00' } },
    { label: '2022', amounts: { expenditure: '285761.30', net: null } },
  ],
}
const drawings = {
  evolution: drawChart('evolution', evolution, words),
  treemap: drawChart(
    'treemap',
    [
      { name: 'Mali', amount: '3000.00' },
      { name: 'Sénégal', amount: '2000.50' },
    ],
    words,
    'narrow',
  ),
  sankey: drawChart(
    'sankey',
    {
      nodes: [
        { id: 'a', name: 'État', depth: 0 },
        { id: 'b', name: 'Ville', depth: 1 },
        { id: 'c', name: 'Association', depth: 2 },
      ],
      flows: [
        { from: 'a', to: 'b', amount: '10.00' },
        { from: 'b', to: 'c', amount: '12.00' },
      ],
    },
    words,
  ),
  waterfall: drawChart(
    'waterfall',
    [
      { label: '2016', amount: '100.00', isTotal: true },
      { label: 'Jumelages', amount: '-30.00' },
      { label: 'Solidarité', amount: '20.00' },
      { label: '2022', amount: '90.00', isTotal: true },
    ],
    words,
  ),
}

describe.each(Object.entries(drawings))('a drawing: %s', (_, svg) => {
  it('may stand in a page: a title, no style element, no class, ids of its own, colours of the page', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="net-(wide|narrow)-title"><title id="net-/)
    expect(svg).toContain('Le net &lt;baisse&gt;')
    expect(svg).not.toMatch(/<style|class=|zr\d|ecmeta|<script/)
    expect(svg).toMatch(/var\(--chart-1\)/)
    expect(svg).not.toMatch(/#010[12]0\d/)
  })
})

describe('what is drawn', () => {
  it('is the same each time', () => {
    expect(drawChart('evolution', evolution, words)).toBe(drawings.evolution)
  })

  it('says each amount beside its bar, exactly; what is not known has no bar', () => {
    expect(drawings.evolution).toContain('Dépenses 541700.86 €')
    expect(drawings.evolution).toContain('Net -12.00 €')
    expect(drawings.evolution.match(/Net /g)).toHaveLength(1)
  })

  it('names the pieces, the bodies, and the sign of each step', () => {
    expect(drawings.treemap).toContain('Mali')
    expect(drawings.sankey).toContain('Association')
    expect(drawings.waterfall).toContain('+20.00 €')
    expect(drawings.waterfall).toContain('-30.00 €')
  })

  it('has colours of its own on paper', () => {
    const paper = drawChart('evolution', evolution, words, 'wide', 'paper')
    expect(paper).not.toContain('var(')
    expect(paper).toContain('#2a5784')
  })
})
