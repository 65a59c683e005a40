import type { ChartWords, Sketch, WaterfallData } from './kinds.ts'
import { lengthOf, none, seriesStyle, shorten, words as text } from './marks.ts'
import { ink } from './tidy.ts'

// Where each step begins and ends, from what was reached before it.
function spans(data: WaterfallData): { from: number; to: number }[] {
  let reached = 0
  return data.map(({ amount, isTotal }) => {
    const from = isTotal ? 0 : reached
    reached = from + lengthOf(amount)
    return { from, to: reached }
  })
}

/** Steps from one total to another, one below the other; what rose and what fell say so with their sign. */
export function waterfall(data: WaterfallData, words: ChartWords, width: number): Sketch {
  const wide = width > 500
  const at = spans(data)
  const lowest = Math.min(0, ...at.flatMap(({ from, to }) => [from, to]))
  const styleOf = (index: number) => {
    const step = data[index]
    if (step?.isTotal) return seriesStyle(0)
    return seriesStyle(lengthOf(step?.amount) < 0 ? 3 : 2)
  }
  const sign = (amount: string, isTotal?: boolean) =>
    !isTotal && lengthOf(amount) > 0 ? `+${words.amount(amount)}` : words.amount(amount)
  return {
    height: Math.max(data.length * (wide ? 30 : 44) + 8, 80),
    option: {
      aria: { enabled: true, decal: { show: true } },
      grid: { left: wide ? 190 : 4, right: wide ? 120 : 100, top: wide ? 2 : 18, bottom: 2 },
      xAxis: { type: 'value', show: false, min: lowest },
      yAxis: {
        type: 'category',
        inverse: true,
        data: data.map(({ label }) => shorten(label, wide ? 27 : 40)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: ink }, onZero: false },
        axisLabel: wide
          ? { ...text, margin: 8 }
          : { ...text, inside: true, verticalAlign: 'bottom', padding: [0, 0, 11, 0], margin: 0 },
        z: 3,
      },
      series: [
        {
          // What carries the step: drawn with nothing.
          type: 'bar',
          stack: 'steps',
          silent: true,
          itemStyle: { color: 'none', decal: { symbol: 'rect', color: none } },
          barMaxWidth: 18,
          data: at.map(({ from, to }) => Math.min(from, to)),
        },
        {
          type: 'bar',
          stack: 'steps',
          barMaxWidth: 18,
          data: at.map(({ from, to }, index) => ({
            value: Math.abs(to - from),
            itemStyle: styleOf(index),
            label: {
              ...text,
              show: true,
              position: 'right',
              formatter: () => sign(data[index]?.amount ?? '0', data[index]?.isTotal),
            },
          })),
        },
      ],
    },
  }
}
