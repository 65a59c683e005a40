import type { ChartWords, EvolutionData, Sketch } from './kinds.ts'
import { lengthOf, seriesStyle, words as text } from './marks.ts'
import { ink } from './tidy.ts'

/** Bars of each year from one zero line, every bar with its name and amount beside it. */
export function evolution({ series, years }: EvolutionData, words: ChartWords, width: number): Sketch {
  const wide = width > 500
  const room = Math.max(
    ...series.flatMap((code) =>
      years.map(({ amounts }) => `${words.series?.[code] ?? code} ${words.amount(amounts[code] ?? '0')}`.length),
    ),
    10,
  )
  return {
    height: Math.max(years.length * (series.length * 19 + 12) + 8, 80),
    option: {
      aria: { enabled: true, decal: { show: true } },
      grid: { left: 48, right: room * 6.6 + 8, top: 2, bottom: 2 },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: years.map(({ label }) => label),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: ink } },
        axisLabel: { ...text, fontWeight: 'bold', margin: wide ? 10 : 6 },
      },
      series: series.map((code, index) => ({
        type: 'bar',
        name: words.series?.[code] ?? code,
        barMaxWidth: 16,
        barGap: '15%',
        barCategoryGap: '18%',
        itemStyle: seriesStyle(index),
        data: years.map(({ amounts }) => {
          const amount = amounts[code]
          const isBelow = lengthOf(amount) < 0
          return {
            value: amount === null || amount === undefined ? null : lengthOf(amount),
            label: {
              ...text,
              show: amount !== null && amount !== undefined,
              // Beside the bar; of one below zero on the other side of the line.
              position: isBelow ? ['100%', 1] : 'right',
              formatter: () =>
                `${isBelow ? '\u00a0' : ''}${words.series?.[code] ?? code} ${words.amount(amount ?? '0')}`,
            },
          }
        }),
      })),
    },
  }
}
