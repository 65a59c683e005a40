import '../../styles/forms.css'
import { useSite } from '../site.ts'

type DeedProps = {
  /** The deed, as the action of the page knows it. */
  intent: string
  /** What it is done to, by the names of hidden fields. */
  of?: Readonly<Record<string, string>>
  label: string
  /** Said in place of the label to those who do not see what it stands beside. */
  spoken?: string
}

/** One button in a row that does one thing at once. */
export function Deed({ intent, of = {}, label, spoken }: DeedProps) {
  return (
    <form method="post" className="no-print">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(of).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="button quiet" {...(spoken ? { 'aria-label': spoken } : {})}>
        {label}
      </button>
    </form>
  )
}

/** The title of a page of the workspace, as its tab shows it and as it stands on top. */
export function WorkTitle({ children }: { children: string }) {
  const { t } = useSite()
  return (
    <>
      <title>{`${children} · ${t('site.name')}`}</title>
      <h1>{children}</h1>
    </>
  )
}
