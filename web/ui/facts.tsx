import type { ReactNode } from 'react'

/** One fact: what it is, its value, and in small type where it comes from. */
export type Fact = { name: string; value: ReactNode; source?: ReactNode }

/** Facts in pairs, a thread between two of them; those without a value are left out. */
export function Facts({ facts }: { facts: (Fact | null)[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) =>
        fact ? (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>
              {fact.value}
              {fact.source ? <span className="source block">{fact.source}</span> : null}
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
