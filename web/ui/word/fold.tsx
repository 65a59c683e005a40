import type { ReactNode } from 'react'
import { useFormState } from '../../workspace/form-state.ts'

type FoldProps = {
  summary: string
  /** The deed of the form inside, and what it is done to. */
  intent: string
  of?: Readonly<Record<string, string>>
  children: ReactNode
}

/** A form folded under its name; it stands open when it came back with something to mend. */
export function Fold({ summary, intent, of = {}, children }: FoldProps) {
  const state = useFormState(intent)
  const isOpen = state !== null && Object.entries(of).every(([name, value]) => state.typed[name] === value)
  return (
    <details open={isOpen}>
      <summary className="tap">{summary}</summary>
      {children}
    </details>
  )
}
