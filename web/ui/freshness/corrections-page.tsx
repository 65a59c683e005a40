import type { WaitingCorrection } from '../../../features/freshness/decide-correction.server.ts'
import type { readDone } from '../../workspace/decide.ts'
import { useSite } from '../site.ts'
import { CorrectionList } from './correction-list.tsx'

type CorrectionsPageProps = {
  title: string
  lead: string
  /** The decision that has just been taken. */
  done: ReturnType<typeof readDone>
  waiting: readonly WaitingCorrection[]
  decided: readonly WaitingCorrection[]
}

/** A page of corrections that wait for whoever reads it, and of those decided last. */
export function CorrectionsPage({ title, lead, done, waiting, decided }: CorrectionsPageProps) {
  const { t } = useSite()
  return (
    <div className="py-10">
      <title>{`${title} · ${t('site.name')}`}</title>
      <h1>{title}</h1>
      <p className="measure mt-4">{lead}</p>
      {done ? (
        <p className="notice" role="status">
          {t(`freshness.decide.done.${done}`)}
        </p>
      ) : null}
      <CorrectionList waiting={waiting} decided={decided} />
    </div>
  )
}
