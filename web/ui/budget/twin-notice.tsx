import { workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'

type TwinProps = { twins: readonly { id: string; label: string }[]; organisationKey: string; mayWrite: boolean }

/** Says that a line entered by hand may repeat a line of an account, and lets somebody say that it does not. */
export function TwinNotice({ twins, organisationKey: key, mayWrite }: TwinProps) {
  const { t, locale } = useSite()
  if (twins.length === 0) return null
  return (
    <div className="notice measure">
      <p>{t('budgetLines.twin.lead', { n: twins.length })}</p>
      <ul className="mt-2">
        {twins.map(({ id, label }) => (
          <li key={id}>
            <a href={workspacePath('budgetLine', locale, { key, line: id })}>{label}</a>
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <div className="mt-3">
          <Deed intent="apart" label={t('budgetLines.twin.apart')} />
        </div>
      ) : null}
    </div>
  )
}
