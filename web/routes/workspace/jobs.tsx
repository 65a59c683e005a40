import { failureSentence, runState } from '../../../features/accounts/job-state.ts'
import {
  askForJob,
  askForRunAgain,
  type ListedJob,
  type ListedRun,
  listJobs,
} from '../../../features/accounts/jobs.server.ts'
import { usePageData } from '../../request.ts'
import { Facts } from '../../ui/facts.tsx'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { momentIn } from '../../ui/moment.ts'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The jobs of the program, and whether there is a worker to do them. */
export const loader = workspaceLoader('signedIn', async ({ ctx }) => ({ ...(await listJobs(ctx)), now: ctx.now }))

/** Asks for a job, or for one that failed once more. */
export const action = workspaceAction('signedIn', {
  async run({ ctx }, form) {
    const asked = await askForJob(ctx, String(form.get('job') ?? ''))
    return { to: workspacePath('jobs', ctx.locale, {}, { done: asked ? 'asked' : 'waiting' }) }
  },
  async again({ ctx }, form) {
    await askForRunAgain(ctx, String(form.get('run') ?? ''))
    return { to: workspacePath('jobs', ctx.locale, {}, { done: 'again' }) }
  },
})

/** Each job in plain words: when it was done, how that ended, when it is done next. */
export default function Jobs() {
  const { t } = useSite()
  const { jobs, workerAlive, now } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <WorkTitle>{t('instance.jobs.title')}</WorkTitle>
      <Done area="instance.jobs.done" />
      <p className="mt-4">{t('instance.jobs.lead')}</p>
      {workerAlive ? (
        <p className="notice">{t('instance.jobs.alive')}</p>
      ) : (
        <p className="problems">{t('instance.jobs.notAlive')}</p>
      )}
      {jobs.map((job) => (
        <JobPart key={job.name} job={job} now={now} />
      ))}
    </div>
  )
}

function JobPart({ job, now }: { job: ListedJob; now: Date }) {
  const { t, locale } = useSite()
  const name = t(`instance.jobs.names.${job.name}`)
  const { last } = job
  const state = last && t(`instance.jobs.${runState(last, now)}`, { moment: momentIn(locale, last.startedAt) })
  return (
    <section aria-labelledby={job.name} className="mt-10">
      <h2 id={job.name}>{name}</h2>
      <p className="source mb-2">{t(`instance.jobs.what.${job.name}`)}</p>
      <Facts
        facts={[
          { name: t('instance.jobs.last'), value: state ?? t('instance.jobs.never') },
          {
            name: t('instance.jobs.next'),
            value: job.nextAt ? momentIn(locale, job.nextAt) : t('instance.jobs.onRequest'),
          },
          { name: t('instance.jobs.waiting'), value: t('instance.jobs.count', { count: job.waiting }) },
        ]}
      />
      <div className="row-actions mt-3">
        {job.scheduled ? (
          <Deed
            intent="run"
            of={{ job: job.name }}
            label={t('instance.jobs.run')}
            spoken={t('instance.jobs.runSpoken', { name })}
          />
        ) : null}
        {job.name === 'mail' ? (
          <a href={workspacePath('outbox', locale)} className="tap">
            {t('instance.jobs.outbox')}
          </a>
        ) : null}
        {job.name === 'export' ? (
          <a href={workspacePath('exports', locale)} className="tap">
            {t('instance.jobs.exports')}
          </a>
        ) : null}
      </div>
      {job.failures.length > 0 ? (
        <>
          <h3 className="mt-4">{t('instance.jobs.failures')}</h3>
          <ul>
            {job.failures.map((run) => (
              <Failure key={run.id} run={run} name={name} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

function Failure({ run, name }: { run: ListedRun; name: string }) {
  const { t, locale } = useSite()
  const moment = momentIn(locale, run.startedAt)
  return (
    <li className="border-b border-line py-3">
      <p className="wrap-anywhere">
        {moment} – {failureSentence(t, run.failure)}
      </p>
      {run.askedAgainAt ? (
        <p className="source">{t('instance.jobs.askedAgain', { moment: momentIn(locale, run.askedAgainAt) })}</p>
      ) : (
        <Deed
          intent="again"
          of={{ run: run.id }}
          label={t('instance.jobs.again')}
          spoken={t('instance.jobs.againSpoken', { name, moment })}
        />
      )}
    </li>
  )
}
