import '../../styles/forms.css'
import { createContext, type ReactNode, useContext } from 'react'
import { useLocation } from 'react-router'
import { useFormState } from '../../workspace/form-state.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { FormProblem } from '../../workspace/request.ts'
import { PageInfoContext } from '../page-info.ts'
import { useSite } from '../site.ts'

type Typed = Readonly<Record<string, string | string[]>>

/** What the fields of a form need to know of it: what was typed before, what is to mend. */
type FormInfo = { intent: string; typed: Typed; problems: readonly FormProblem[] }

const FormContext = createContext<FormInfo>({ intent: '', typed: {}, problems: [] })

/** What a field of the present form shows and says of itself. */
export function useField(name: string): { id: string; typed: string | string[] | undefined; problem: string | null } {
  const { intent, typed, problems } = useContext(FormContext)
  const sentence = useProblemSentence()
  const found = problems.find((problem) => problem.field === name)
  return { id: `${intent}-${name}`, typed: typed[name], problem: found ? sentence(found) : null }
}

/** Turns what is to mend into a sentence in the reader's language. */
function useProblemSentence(): (problem: FormProblem) => string {
  const { t } = useSite()
  return ({ reason, values }) => {
    const key = `errors.${reason}`
    return t.has(key) ? t(key, values) : t('errors.unexpected')
  }
}

type FormProps = {
  /** The deed, as the action of the page knows it. */
  intent: string
  children: ReactNode
  /** What it is done to, by the names of hidden fields: one of several forms of the page that do the same deed. */
  of?: Readonly<Record<string, string>>
  /** The page that does the deed, where it is another one. */
  to?: string
  /** What was kept of a form sent after its session had ended. */
  kept?: Typed | null
  /** Whether files come with it. */
  files?: boolean
  className?: string
  /** Whether what is typed is saved meanwhile; one form of a page may. */
  draft?: boolean
  /** What a script of this page looks for. */
  marks?: Readonly<Record<`data-${string}`, string>>
}

/** A form that keeps what was typed: mistakes are summarised on top with links, and told at their field. */
export function Form({ intent, children, of = {}, to, kept, files, className, draft, marks }: FormProps) {
  const { t, locale } = useSite()
  const sent = useFormState(intent)
  const isOurs = (typed: Typed) => Object.entries(of).every(([name, value]) => typed[name] === value)
  const state = sent && isOurs(sent.typed) ? sent : null
  const name = [intent, ...Object.values(of)].join('-')
  const page = useContext(PageInfoContext)
  // What was kept belongs to one form of the page.
  const own = kept && (kept.intent === undefined || kept.intent === intent) && isOurs(kept) ? kept : null
  const fromDraft = !state && own?.keptAs === 'draft'
  const info: FormInfo = { intent: name, typed: state?.typed ?? own ?? {}, problems: state?.problems ?? [] }
  return (
    <FormContext value={info}>
      {fromDraft ? <DraftNotice /> : null}
      <form
        method="post"
        {...(to ? { action: to } : {})}
        noValidate
        className={className ?? 'form'}
        {...(files ? { encType: 'multipart/form-data' } : {})}
        {...marks}
        {...(draft
          ? { 'data-draft': workspacePath('draft', locale), 'data-draft-saved': t('workspace.form.draftSaved') }
          : {})}
      >
        <input type="hidden" name="intent" value={intent} />
        {Object.entries(of).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <Problems intent={name} problems={info.problems} />
        {!state && own && !fromDraft ? (
          <p className="notice" role="status">
            {t('workspace.form.kept')}
          </p>
        ) : null}
        {children}
        {draft ? <p className="source" role="status" data-draft-status /> : null}
        {draft && page?.draftScript ? <script type="module" nonce={page.nonce} src={page.draftScript} /> : null}
      </form>
    </FormContext>
  )
}

function DraftNotice() {
  const { t, locale } = useSite()
  const { pathname } = useLocation()
  return (
    <div className="notice form">
      <p role="status">{t('workspace.form.draft')}</p>
      <form method="post" action={workspacePath('draft', locale)}>
        <input type="hidden" name="intent" value="drop" />
        <input type="hidden" name="page" value={pathname} />
        <p className="mt-3">
          <button type="submit" className="button quiet">
            {t('workspace.form.draftDrop')}
          </button>
        </p>
      </form>
    </div>
  )
}

function Problems({ intent, problems }: { intent: string; problems: readonly FormProblem[] }) {
  const { t } = useSite()
  const sentence = useProblemSentence()
  if (problems.length === 0) return null
  return (
    <div className="problems" role="alert" tabIndex={-1}>
      <p className="font-[650]">{t('workspace.form.problems', { count: problems.length })}</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.reason}`}>
            {problem.field ? <a href={`#${intent}-${problem.field}`}>{sentence(problem)}</a> : sentence(problem)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The button that does the deed, named by it. */
export function Submit({ children, quiet }: { children: ReactNode; quiet?: boolean }) {
  return (
    <p className="submit">
      <button type="submit" className={quiet ? 'button quiet' : 'button'}>
        {children}
      </button>
    </p>
  )
}
