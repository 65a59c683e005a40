import { useLocation } from 'react-router'
import { useFormState } from '../../workspace/form-state.ts'
import { useSite } from '../site.ts'

/** Says what has just been done, as the address of the page tells it: `?done=<word>`, sentence `<area>.<word>`. */
export function Done({ area }: { area: string }) {
  const { t } = useSite()
  const word = new URLSearchParams(useLocation().search).get('done')
  const key = `${area}.${word}`
  // A form sent again from the same address, with something to mend, is not done.
  const mending = useFormState() !== null
  if (!word || mending || !t.has(key)) return null
  return (
    <p className="notice" role="status">
      {t(key)}
    </p>
  )
}
