import type { EChartsCoreOption } from 'echarts/core'

/** What a chart is told in the reader's language. */
export type ChartWords = {
  /** Unique on the page; the drawing's own ids begin with it. */
  id: string
  /** The finding, in a sentence: the name of the drawing for who does not see it. */
  title: string
  /** An exact amount as the language writes it. */
  amount: (amount: string) => string
  /** The names of series, by their code. */
  series?: Readonly<Record<string, string>>
}

/** Years, each with the same amounts by the code of their series; exact decimals. */
export type EvolutionData = {
  series: readonly string[]
  years: readonly { label: string; amounts: Readonly<Record<string, string | null>> }[]
}

/** Parts of a whole, the greatest first; exact decimals above zero. */
export type TreemapData = readonly { name: string; amount: string }[]

/** Money on its way from one stage to the next: bodies by id, each at a depth; flows with exact amounts. */
export type SankeyData = {
  nodes: readonly { id: string; name: string; depth: number }[]
  flows: readonly { from: string; to: string; amount: string }[]
}

/** From one total to another: steps that add or take away, and totals that start again from zero; exact decimals. */
export type WaterfallData = readonly { label: string; amount: string; isTotal?: boolean }[]

/** What each kind of chart is drawn from. */
export type ChartData = {
  evolution: EvolutionData
  treemap: TreemapData
  sankey: SankeyData
  waterfall: WaterfallData
}

/** The kinds of charts there are. */
export type ChartKind = keyof ChartData

/** For a phone held upright, or for a wide page. */
export type ChartWidth = 'narrow' | 'wide'

/** A chart as ECharts is asked for it, and how high it stands. */
export type Sketch = { option: EChartsCoreOption; height: number }
