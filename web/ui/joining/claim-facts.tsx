import type { ClaimToDecide } from '../../../features/accounts/decide-claims.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { TextArea } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** What is known of a claim: who asks for what, with which proof, and whether the organisation objects. */
export function ClaimFacts({ claim, withLetter }: { claim: ClaimToDecide; withLetter: boolean }) {
  const { t, locale, day } = useSite()
  const { fileId, wasTold, objectedAt, objection } = claim
  return (
    <>
      <ClaimSummary claim={claim} />
      {claim.word ? <blockquote className="measure mt-4 whitespace-pre-line">{claim.word}</blockquote> : null}
      {withLetter ? (
        <p className="mt-4">
          {fileId ? (
            <a href={workspacePath('file', locale, { id: fileId })}>{t('joining.decide.letter')}</a>
          ) : (
            t('joining.decide.noLetter')
          )}
          <span className="source block">{t(wasTold ? 'joining.decide.told' : 'joining.decide.notTold')}</span>
        </p>
      ) : null}
      {objectedAt ? (
        <p className="problems mt-4">
          {t(objection ? 'joining.decide.objected' : 'joining.decide.objectedNoWord', {
            day: day(objectedAt),
            word: objection,
          })}
        </p>
      ) : null}
    </>
  )
}

/** Who asks for what, in two lines. */
export function ClaimSummary({ claim }: { claim: ClaimToDecide }) {
  const { t, day } = useSite()
  return (
    <>
      <p className="mt-1">
        {t('joining.decide.who', { name: claim.name || 'unknown', function: claim.functionTitle || 'none' })}
      </p>
      <p className="source">
        {t('joining.decide.asks', {
          role: t(`members.role.${claim.wantedRole}`),
          domain: claim.domain,
          day: day(claim.createdAt),
        })}
      </p>
    </>
  )
}

/** The word that goes with a decision, and its two buttons. */
export function Answer({ accept, refuse }: { accept: string; refuse: string }) {
  const { t } = useSite()
  return (
    <>
      <TextArea name="word" label={t('joining.decide.word')} help={t('joining.decide.wordHelp')} rows={3} optional />
      <p className="row-actions mt-6">
        <button type="submit" name="answer" value="accept" className="button">
          {accept}
        </button>
        <button type="submit" name="answer" value="refuse" className="button quiet">
          {refuse}
        </button>
      </p>
    </>
  )
}
