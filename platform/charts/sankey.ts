import type { ChartWords, SankeyData, Sketch } from './kinds.ts'
import { lengthOf, seriesStyle, shorten, words as text } from './marks.ts'
import { line } from './tidy.ts'

/** Money from one stage to the next, from left to right; each body with its name beside it. */
export function sankey({ nodes, flows }: SankeyData, _words: ChartWords, width: number): Sketch {
  const last = Math.max(...nodes.map(({ depth }) => depth), 0)
  const most = Math.max(
    ...Array.from({ length: last + 1 }, (_, at) => nodes.filter(({ depth }) => depth === at).length),
    1,
  )
  return {
    height: Math.max(most * 40, 160),
    option: {
      series: [
        {
          type: 'sankey',
          left: 4,
          right: 150,
          top: 8,
          bottom: 8,
          nodeWidth: 10,
          nodeGap: 16,
          draggable: false,
          layoutIterations: 24,
          lineStyle: { color: line, opacity: 0.6, curveness: 0.5 },
          data: nodes.map(({ id, name, depth }) => ({
            name: id,
            depth,
            itemStyle: { ...seriesStyle(depth), borderWidth: 0 },
            label: { ...text, formatter: () => shorten(name, width > 500 ? 24 : 16) },
          })),
          links: flows.map(({ from, to, amount }) => ({ source: from, target: to, value: lengthOf(amount) })),
        },
      ],
    },
  }
}
