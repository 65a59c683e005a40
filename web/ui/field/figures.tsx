import type { Figure } from '../../../features/projects/news.ts'
import '../../styles/field.css'

/** A few figures told with a piece of news. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  if (figures.length === 0) return null
  return (
    <dl className="figures">
      {figures.map(({ label, value, unit }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value} {unit}
          </dd>
        </div>
      ))}
    </dl>
  )
}
