import type { ActForm } from '../../../features/partnerships/act-form.server.ts'
import { type ActKind, actKinds } from '../../../features/partnerships/act-rules.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type WhichProps = {
  params: { key: string; tie: string }
  blocked: ActForm['blocked']
  /** Handed on to the form: what the reader came for. */
  query?: Readonly<Record<string, string>>
}

/** What one may mean, in plain words, and where each is done: an amendment is proposed, the others one side records. */
export function WhichAct({ params, blocked, query = {} }: WhichProps) {
  const { t, locale } = useSite()
  const reason = (why: string) => {
    const key = `errors.${why}`
    return t.has(key) ? t(key) : t('errors.unexpected')
  }
  const link = (kind: ActKind) => {
    const why = blocked[kind]
    if (why) return <span className="source block">{t('word.recordAct.notNow', { why: reason(why) })}</span>
    return (
      <a className="tap" href={workspacePath('recordAct', locale, params, { ...query, kind })}>
        {t(`word.recordAct.titleKind.${kind}`)}
      </a>
    )
  }
  return (
    <dl className="word-which">
      <dt>{t('word.acts.what.amendment.name')}</dt>
      <dd>
        {t('word.acts.what.amendment.text')}{' '}
        <a className="tap" href={workspacePath('proposeChange', locale, params, query)}>
          {t('word.acts.propose')}
        </a>
      </dd>
      {actKinds.map((kind) => (
        <div key={kind} className="contents">
          <dt>{t(`word.acts.what.${kind}.name`)}</dt>
          <dd>
            {t(`word.acts.what.${kind}.text`)} {link(kind)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
