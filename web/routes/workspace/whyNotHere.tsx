import { clientHeader } from '../../../features/accounts/sign-in.server.ts'
import { type Answer, explainAbsence } from '../../../features/freshness/why-not-here.server.ts'
import { usePageData } from '../../request.ts'
import { Submit } from '../../ui/form/form.tsx'
import '../../styles/forms.css'
import { Rich } from '../../ui/rich.tsx'
import { useInstance, useLabels, useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What is known of the names in the address. */
export const loader = workspaceLoader('anybody', async ({ ctx, url, workspace }) => {
  const first = url.searchParams.get('a') ?? ''
  const second = url.searchParams.get('b') ?? ''
  const client = workspace.headers.get(clientHeader) ?? ''
  const names = first.trim() ? { first, second } : { first: second, second: '' }
  return {
    asked: { first, second },
    answer: names.first.trim() ? await explainAbsence(ctx, { ...names, client }) : null,
  }
})

function Named({ name }: { name: Answer['first'] }) {
  const { t, pathTo } = useSite()
  const labels = useLabels()
  if (name.found.length === 0)
    return (
      <section className="mt-6">
        <h2>{t('freshness.missing.organisationNone', { name: name.asked })}</h2>
        <p className="measure mt-2">{t('freshness.missing.spelling')}</p>
      </section>
    )
  return (
    <section className="mt-6">
      <h2>{t('freshness.missing.organisationFound', { name: name.asked })}</h2>
      <ul className="mt-2">
        {name.found.map((one) => (
          <li key={one.key}>
            <a href={pathTo('authority', one)}>{one.name}</a> ({labels.country(one.country)}),{' '}
            {t('freshness.missing.ties', { n: one.ties })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Ties({ answer }: { answer: Answer }) {
  const { t, pathTo } = useSite()
  const { first, second, ties, aside } = answer
  if (!second) return null
  return (
    <section className="mt-8">
      <h2>
        {ties.length > 0
          ? t('freshness.missing.tieFound', { n: ties.length })
          : t('freshness.missing.tieNone', { first: first.asked, second: second.asked })}
      </h2>
      <ul className="mt-2">
        {ties.map((tie) => (
          <li key={tie.id}>
            <a href={pathTo('tie', tie)}>{tie.names.join(' – ')}</a>
          </li>
        ))}
      </ul>
      {aside.length > 0 ? (
        <div className="notice">
          <p className="font-[650]">{t('freshness.missing.aside')}</p>
          <ul>
            {aside.map(({ source, line, outcome }) => (
              <li key={`${source} ${line}`}>
                {t('freshness.missing.asideLine', {
                  source,
                  line: String(line),
                  reason: t(`freshness.missing.reason.${outcome}`),
                })}
              </li>
            ))}
          </ul>
          <p className="mt-1">{t('freshness.missing.asideNext')}</p>
        </div>
      ) : null}
    </section>
  )
}

function WhatToDo() {
  const { t, locale } = useSite()
  const contact = useInstance()?.contact
  return (
    <>
      <section className="mt-8">
        <h2>{t('freshness.missing.todo')}</h2>
        <ul className="measure mt-2 list-disc ps-5">
          <li>{t('freshness.missing.correct')}</li>
          <li>
            <Rich text={t('freshness.missing.join')} links={{ workspace: workspacePath('workspace', locale) }} />
          </li>
          <li>
            {contact ? (
              <Rich text={t('freshness.missing.write')} links={{ mail: `mailto:${contact}` }} />
            ) : (
              t('freshness.missing.writeNoMail')
            )}
          </li>
        </ul>
      </section>
      <section className="mt-8">
        <h2>{t('freshness.missing.why')}</h2>
        <p className="measure mt-2">{t('freshness.missing.whyList')}</p>
      </section>
    </>
  )
}

/** Why is my tie not here? Two names, what is known of them, and what to do. */
export default function WhyNotHere() {
  const { t } = useSite()
  const { asked, answer } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('freshness.missing.title')} · ${t('site.name')}`}</title>
      <h1>{t('freshness.missing.title')}</h1>
      <p className="measure mt-4">{t('freshness.missing.lead')}</p>
      <form method="get" className="form">
        {(['first', 'second'] as const).map((which, index) => (
          <div key={which} className="form-field">
            <label htmlFor={which}>
              {t(`freshness.missing.${which}`)}
              {index > 0 ? <span className="optional"> {t('workspace.form.optional')}</span> : null}
            </label>
            {index === 0 ? <p className="source">{t('freshness.missing.firstHelp')}</p> : null}
            <input
              id={which}
              name={index === 0 ? 'a' : 'b'}
              className="field"
              defaultValue={asked[which]}
              maxLength={120}
              required={index === 0}
            />
          </div>
        ))}
        <Submit>{t('freshness.missing.submit')}</Submit>
      </form>
      {answer ? (
        <>
          <Ties answer={answer} />
          <Named name={answer.first} />
          {answer.second ? <Named name={answer.second} /> : null}
        </>
      ) : null}
      <WhatToDo />
    </div>
  )
}
