import { BarChart, SankeyChart, TreemapChart } from 'echarts/charts'
import { AriaComponent, GridComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { evolution } from './evolution.ts'
import type { ChartData, ChartKind, ChartWidth, ChartWords, Sketch } from './kinds.ts'
import { sankey } from './sankey.ts'
import { type Medium, tidy } from './tidy.ts'
import { treemap } from './treemap.ts'
import { waterfall } from './waterfall.ts'

use([BarChart, SankeyChart, TreemapChart, GridComponent, AriaComponent, SVGRenderer])

type Sketchers = { [Kind in ChartKind]: (data: ChartData[Kind], words: ChartWords, width: number) => Sketch }
const sketchers: Sketchers = { evolution, treemap, sankey, waterfall }

const widths: Record<ChartWidth, number> = { narrow: 340, wide: 720 }

/**
 * Draws a chart as SVG: the same data give the same drawing, labels stand on it, colours are those of the page. `words.id`
 * is unique on the page, `words.title` states the finding. Its table stands beside it: a drawing is never the only way.
 */
export function drawChart<Kind extends ChartKind>(
  kind: Kind,
  data: ChartData[Kind],
  words: ChartWords,
  width: ChartWidth = 'wide',
  medium: Medium = 'page',
): string {
  const { option, height } = sketchers[kind](data, words, widths[width])
  const chart: ECharts = init(null, null, { renderer: 'svg', ssr: true, width: widths[width], height })
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'sans-serif' }, ...option })
    return tidy(chart.renderToSVGString(), `${words.id}-${width}`, words.title, medium)
  } finally {
    // One that is not let go keeps its clock, and the process with it.
    chart.dispose()
  }
}
