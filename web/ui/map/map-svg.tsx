import type { Dot, MapDrawing, ThreadGroup } from '../../../features/atlas/map-drawing.ts'
import type { TieEvidence } from '../../../features/partnerships/schema.ts'
import { useSite } from '../site.ts'
import { ProjectSign } from './project-signs.tsx'

/** What a dot says and where it leads. */
export type DotText = { href?: string; title: string; own?: boolean; label?: string; project?: boolean }

type MapSvgProps = {
  drawing: MapDrawing
  /** Unique on the page. */
  id: string
  title: string
  description?: string
  dotText: (dot: Dot) => DotText
}

// With few dots there is room for stronger threads.
const fewDots = 60

// An end is filled when that party has spoken, a ring when an official page speaks for it: as in every list.
const knots: Partial<Record<TieEvidence, [first: boolean, second: boolean]>> = {
  bothParties: [true, true],
  oneParty: [true, false],
  officialSource: [false, false],
}

/** The mark in the middle of a thread that says how surely it is known; also drawn in the legend. */
export function Knot({ evidence, x, y, r }: { evidence: TieEvidence; x: number; y: number; r: number }) {
  const ends = knots[evidence]
  if (!ends) return null
  return (
    <g className="map-knot">
      <circle cx={x - r} cy={y} r={r} {...(ends[0] ? { className: 'full' } : {})} />
      <circle cx={x + r} cy={y} r={r} {...(ends[1] ? { className: 'full' } : {})} />
    </g>
  )
}

function Threads({ id, group }: { id: string; group: ThreadGroup }) {
  const { state, evidence, strands } = group
  return (
    <>
      <g className={`map-thread is-${state}`}>
        {strands.map(({ weight, path }) => (
          <path key={weight} className={`w${weight}`} d={path} />
        ))}
      </g>
      {group.knots.map(([x, y]) => (
        <use key={`${x} ${y}`} href={`#${id}-${evidence}`} x={x} y={y} />
      ))}
    </>
  )
}

function MapDot({ dot, text }: { dot: Dot; text: DotText }) {
  const inner = (
    <>
      <title>{text.title}</title>
      {text.project ? (
        <ProjectSign x={dot.x} y={dot.y} r={dot.r} exact={!dot.vague} />
      ) : (
        <circle cx={dot.x} cy={dot.y} r={dot.r} />
      )}
    </>
  )
  const className = text.project ? 'map-dot of-project' : text.own ? 'map-dot own' : 'map-dot'
  // The table or list beside the map holds the same links: the keyboard need not walk through every dot.
  return text.href ? (
    <a href={text.href} tabIndex={-1} className={className}>
      {inner}
    </a>
  ) : (
    <g className={className}>{inner}</g>
  )
}

function DotLabel({ dot, label, width }: { dot: Dot; label: string; width: number }) {
  const atEnd = dot.x > width * 0.62
  return (
    <text
      className="map-name"
      x={dot.x + (atEnd ? -1 : 1) * (dot.r * (dot.vague ? 1.8 : 1) + 5)}
      y={dot.y + 6}
      {...(atEnd ? { textAnchor: 'end' as const } : {})}
    >
      {label}
    </text>
  )
}

/** A drawn map. It needs no script; what it shows stands in words next to it. */
export function MapSvg({ drawing, id, title, description, dotText }: MapSvgProps) {
  const { width, height, land, borders, disputed, threads, dots } = drawing
  const texts = dots.map(dotText)
  const marked = [...new Set(threads.filter((group) => group.knots.length > 0).map(({ evidence }) => evidence))]
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={dots.length > fewDots ? 'map' : 'map sparse'}
      aria-labelledby={description ? `${id}-title ${id}-text` : `${id}-title`}
    >
      <title id={`${id}-title`}>{title}</title>
      {description ? <desc id={`${id}-text`}>{description}</desc> : null}
      <defs>
        {marked.map((evidence) => (
          <g key={evidence} id={`${id}-${evidence}`}>
            <Knot evidence={evidence} x={0} y={0} r={dots.length > fewDots ? 1.5 : 1.9} />
          </g>
        ))}
      </defs>
      <path className="map-land" d={land} />
      <path className="map-borders" d={borders} />
      {disputed ? <path className="map-disputed" d={disputed} /> : null}
      {threads.map((group) => (
        <Threads key={`${group.state} ${group.evidence}`} id={id} group={group} />
      ))}
      {dots.map((dot, i) => (
        <MapDot key={`${dot.key} ${dot.x} ${dot.y}`} dot={dot} text={texts[i] ?? { title: dot.name }} />
      ))}
      {dots.map((dot, i) => {
        const label = texts[i]?.label
        return label ? <DotLabel key={`${dot.key} ${dot.x} ${dot.y}`} dot={dot} label={label} width={width} /> : null
      })}
    </svg>
  )
}

/** Says what a drawing left out so that its threads can be told apart; nothing where all are drawn. */
export function LeftOut({ drawing }: { drawing: MapDrawing }) {
  const { t } = useSite()
  if (!drawing.thinned) return null
  const { threads, least, onlyLeastKnown } = drawing.thinned
  return (
    <p className="source measure mt-2">
      {t('map.thinned', { n: threads, least, known: onlyLeastKnown ? 'least' : 'all' })}
    </p>
  )
}
