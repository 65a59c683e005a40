import type { TieHead as TieHeadFacts } from '../../../features/partnerships/tie-head.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { TieHead } from '../partnership/tie-head.tsx'
import { useSite } from '../site.ts'

type TopProps = { tie: TieHeadFacts; params: { key: string; tie: string; agreement: string } }

/** The top of a page that belongs to one agreement: its tie, and the way back to it. */
export function AgreementTop({ tie, params }: TopProps) {
  const { t, locale } = useSite()
  return (
    <>
      <TieHead tie={tie} current="agreements" />
      <p className="mb-2">
        <a className="tap" href={workspacePath('agreement', locale, params)}>
          {t('agreement.back')}
        </a>
      </p>
    </>
  )
}
