const there = 'M6 14c4.9-14 9.8-14 14.7 0s9.7 14 14.6 0S45.1 0 50 14'
const back = 'M6 14c4.9 14 9.8 14 14.7 0s9.7-14 14.6 0S45.1 28 50 14'

/** The mark: two dots of equal size and the one thread that goes, comes back, and crosses itself twice. */
export function Mark({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 56 28" className={className} fill="none" aria-hidden="true">
      <g stroke="var(--woad)" strokeWidth="2.5" strokeLinecap="round">
        <path d={there} />
        <path d={back} />
      </g>
      <g fill="var(--madder)">
        <circle cx="6" cy="14" r="5" />
        <circle cx="50" cy="14" r="5" />
      </g>
    </svg>
  )
}
