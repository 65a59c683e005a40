import { useFormState } from '../../workspace/form-state.ts'
import { useSite } from '../site.ts'

/** What a button of a row could not do, said on top of the page; with `intents`, what these could not. */
export function FormProblems({ intents }: { intents?: readonly string[] }) {
  const { t } = useSite()
  const state = useFormState()
  if (!state || (intents && !intents.includes(state.intent))) return null
  return (
    <div className="problems" role="alert">
      {state.problems.map(({ reason, values }) => {
        const key = `errors.${reason}`
        return <p key={reason}>{t.has(key) ? t(key, values) : t('errors.unexpected')}</p>
      })}
    </div>
  )
}
