import { useActionData } from 'react-router'
import type { FormState } from './request.ts'

/** What the last sending of a form of this page left to mend; null when there was none. */
export function useFormState(intent?: string): FormState | null {
  const state = useActionData<FormState>() ?? null
  return !intent || state?.intent === intent ? state : null
}
