import type { ChartWords, Sketch, TreemapData } from './kinds.ts'
import { lengthOf, seriesStyle, shorten, wordsInside } from './marks.ts'
import { ground } from './tidy.ts'

/** Areas as large as their amounts; a piece too small for its name is named in the table. */
export function treemap(data: TreemapData, words: ChartWords, width: number): Sketch {
  const height = width > 500 ? 300 : 340
  const total = data.reduce((sum, { amount }) => sum + lengthOf(amount), 0)
  return {
    height,
    option: {
      series: [
        {
          type: 'treemap',
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          itemStyle: { borderColor: ground, gapWidth: 2, borderWidth: 0 },
          data: data.map(({ name, amount }) => {
            const area = total > 0 ? (lengthOf(amount) / total) * width * height : 0
            const side = Math.sqrt(area)
            return {
              name,
              value: lengthOf(amount),
              // Each says its name itself: one colour is enough, and words stand clear on it.
              itemStyle: { color: seriesStyle(0).color },
              label: {
                ...wordsInside,
                show: side > 66,
                overflow: 'truncate',
                formatter: () => `${shorten(name, Math.max(8, Math.floor(side / 4)))}\n${words.amount(amount)}`,
              },
            }
          }),
        },
      ],
    },
  }
}
