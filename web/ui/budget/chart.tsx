import '../../styles/charts.css'
import type { ReactNode } from 'react'
import { useSite } from '../site.ts'
import { WideTable } from './wide-table.tsx'

/** A chart drawn twice: for a phone and for a wide page; or once, to slide sideways under the finger. */
export type Drawing = { narrow: string; wide: string } | { sliding: string }

type ChartProps = {
  drawing: Drawing
  /** The finding, in a sentence. */
  title: string
  /** Where the figures come from, and in which state they are. */
  source: string
  /** Its table; none where the table stands open beside it. */
  children?: ReactNode
}

// The program drew it and escaped what people typed; nothing in it comes from elsewhere.
function Svg({ markup, className }: { markup: string; className: string }) {
  return <div className={className} dangerouslySetInnerHTML={{ __html: markup }} />
}

/** A drawing of figures with the finding above it, its source below, and its table behind one touch. */
export function Chart({ drawing, title, source, children }: ChartProps) {
  const { t } = useSite()
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      {'sliding' in drawing ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what slides is reached by the keyboard
        <section className="chart-slide" tabIndex={0} aria-label={title}>
          <Svg markup={drawing.sliding} className="chart-once" />
        </section>
      ) : (
        <>
          <Svg markup={drawing.narrow} className="chart-narrow" />
          <Svg markup={drawing.wide} className="chart-wide" />
        </>
      )}
      <p className="source">{source}</p>
      {children ? (
        <details>
          <summary>{t('budget.chart.table')}</summary>
          <WideTable label={t('budget.chart.tableOf', { title })}>{children}</WideTable>
        </details>
      ) : null}
    </figure>
  )
}
