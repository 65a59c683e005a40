import type { ReactNode } from 'react'

/** A table that may be wider than a phone: it slides under the finger, and is reached by the keyboard. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what slides is reached by the keyboard
    <section className="overflow-x-auto wide-table" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
