import type { TieEvidence, TieState } from '../../features/partnerships/schema.ts'

type TieGlyphProps = { state: TieState; evidence: TieEvidence; className?: string }

// Whole while it lives, dashed while it sleeps, cut when it ended, dotted while nobody has said. As on the map.
const threads: Record<TieState, { d: string; dash?: string }> = {
  active: { d: 'M9 6h30' },
  suspended: { d: 'M9 6h30', dash: '5 3.5' },
  ended: { d: 'M9 6h8M31 6h8' },
  unknown: { d: 'M10.5 6h28', dash: '.1 4.5' },
}

// The knot in the middle has one half for each party: full when it has spoken, a ring when an official page speaks for it.
const knots: Partial<Record<TieEvidence, [first: boolean, second: boolean]>> = {
  bothParties: [true, true],
  oneParty: [true, false],
  officialSource: [false, false],
}

/** A tie as a sign: two ends of the same size, the thread and its knot. Always beside the words that say the same. */
export function TieGlyph({ state, evidence, className = 'tie-glyph' }: TieGlyphProps) {
  const { d, dash } = threads[state]
  const halves = knots[evidence] ?? []
  return (
    <svg viewBox="0 0 48 12" className={className} aria-hidden="true" fill="none">
      <path d={d} stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeDasharray={dash} />
      <circle cx="5" cy="6" r="4" fill="var(--madder)" />
      <circle cx="43" cy="6" r="4" fill="var(--madder)" />
      {halves.map((full, index) => (
        <circle
          key={index === 0 ? 'first' : 'second'}
          cx={index === 0 ? 21.2 : 26.8}
          cy="6"
          r="2.8"
          stroke="var(--madder)"
          strokeWidth="1.3"
          fill={full ? 'var(--madder)' : 'var(--ground)'}
        />
      ))}
    </svg>
  )
}
