import { readPhotoForm } from '../../features/partnerships/papers.ts'
import { addPhoto, type KeptPhoto, listPhotos } from '../../features/partnerships/photos.server.ts'
import {
  addFieldUpdate,
  correctFieldUpdate,
  listNews,
  type News,
  type NewsHome,
  requireNewsHome,
  setFieldUpdateDiscreet,
  withdrawFieldUpdate,
} from '../../features/projects/news.server.ts'
import { newsProblems, readNews, writtenAt } from '../../features/projects/news.ts'
import { fileOf } from '../../platform/files/store.server.ts'
import { newId } from '../../platform/ids.ts'
import { findIsland } from '../island-files.ts'
import type { Outcome } from './door.ts'
import { photoDeeds } from './paper-deeds.ts'
import { workspacePath } from './paths.ts'
import type { FormProblem, OrganisationPage } from './request.ts'

/** The project or the tie whose news a page shows, and the body that acts. */
export function newsHomeOf({ params, atWork }: OrganisationPage): NewsHome {
  const { organisationId } = atWork.organisation
  return params.project === undefined
    ? { partnershipId: params.tie ?? '', organisationId }
    : { projectId: params.project, organisationId }
}

/** A piece of news with its photos. */
export type NewsWithPhotos = News & { photos: KeptPhoto[] }

/** What the page of the news of a project or a tie shows. */
export type NewsBoard = {
  news: NewsWithPhotos[]
  /** The id the next piece of news will bear: sent twice, it is kept once. */
  nextId: string
  today: string
  locale: string
  organisationId: string
  organisationKey: string
  mayWrite: boolean
  /** One's own news that is being corrected, or given photos. */
  edited: News | null
  withPhotos: News | null
  /** Only the form, without what others wrote: what a phone keeps for when there is no line. */
  formOnly: boolean
  /** The script that keeps what is written without a line. */
  script: string | null
}

/** Reads it. */
export async function loadNewsBoard(page: OrganisationPage): Promise<NewsBoard> {
  const { ctx, url, atWork } = page
  const of = newsHomeOf(page)
  const formOnly = url.searchParams.get('form') === 'only'
  const all = await listNews(ctx, of)
  const news: NewsWithPhotos[] = []
  for (const one of formOnly ? [] : all) news.push({ ...one, photos: await listPhotos(ctx, { fieldUpdateId: one.id }) })
  const own = (name: string) =>
    all.find(
      ({ id, organisationId, withdrawnAt }) =>
        id === url.searchParams.get(name) && organisationId === of.organisationId && !withdrawnAt,
    ) ?? null
  return {
    news,
    nextId: newId(),
    today: ctx.now.toISOString().slice(0, 10),
    locale: ctx.locale,
    organisationId: of.organisationId,
    organisationKey: atWork.organisation.key,
    mayWrite: atWork.organisation.role !== 'reader',
    edited: own('edit'),
    withPhotos: own('photos'),
    formOnly,
    script: findIsland('field-news')?.script ?? null,
  }
}

type Deed = (page: OrganisationPage, form: FormData) => Promise<Outcome>
const text = (form: FormData, name: string) => String(form.get(name) ?? '')

// Adds the news and the photo that came with it; sent again, both are there already.
async function addWithPhoto(page: OrganisationPage, form: FormData): Promise<FormProblem[]> {
  const of = newsHomeOf(page)
  const { ctx, workspace } = page
  await requireNewsHome(ctx, of, 'contributor')
  const facts = readNews(form)
  const photo = fileOf(form, 'photo')
  const read = photo ? readPhotoForm(form, ctx.now) : null
  const problems = [...newsProblems(facts, ctx.now), ...(read && 'problems' in read ? read.problems : [])]
  if (problems.length > 0) return problems
  const offline = form.get('via') === 'offline'
  const at = offline ? writtenAt(text(form, 'writtenAt'), ctx.now) : ctx.now
  const id = text(form, 'id')
  const isNew = await addFieldUpdate(ctx, of, id, facts, { via: offline ? 'offline' : 'workspace', writtenAt: at })
  const home = { fieldUpdateId: id, organisationId: of.organisationId }
  if (isNew && photo && read && 'facts' in read) await addPhoto(ctx, home, read.facts, photo, workspace.filesFolder)
  return []
}

/** The deeds of a page of news: add, correct, withdraw, hide or show again; photos too. */
export function newsDeeds(pageId: 'projectNews' | 'tieNews') {
  const back = (page: OrganisationPage, done: string) => {
    const { key = '', project = '', tie = '' } = page.params
    return workspacePath(pageId, page.ctx.locale, { key, project, tie }, { done })
  }
  const onNews =
    (word: string, work: (page: OrganisationPage, id: string) => Promise<void>): Deed =>
    async (page, form) => {
      await work(page, text(form, 'id'))
      return { to: back(page, word) }
    }
  return {
    async add(page: OrganisationPage, form: FormData): Promise<Outcome> {
      const problems = await addWithPhoto(page, form)
      return problems.length > 0 ? { problems } : { to: back(page, 'newsAdded') }
    },
    async correct(page: OrganisationPage, form: FormData): Promise<Outcome> {
      const of = newsHomeOf(page)
      await requireNewsHome(page.ctx, of, 'contributor')
      const facts = readNews(form)
      const problems = newsProblems(facts, page.ctx.now)
      if (problems.length > 0) return { problems }
      await correctFieldUpdate(page.ctx, of, text(form, 'id'), facts)
      return { to: back(page, 'newsCorrected') }
    },
    withdraw: onNews('newsWithdrawn', (page, id) => withdrawFieldUpdate(page.ctx, newsHomeOf(page), id)),
    hide: onNews('newsHidden', (page, id) => setFieldUpdateDiscreet(page.ctx, newsHomeOf(page), id, true)),
    lift: onNews('newsLifted', (page, id) => setFieldUpdateDiscreet(page.ctx, newsHomeOf(page), id, false)),
    ...photoDeeds({
      home: (page, form) => {
        const id = page.url.searchParams.get('photos') ?? text(form, 'news')
        if (id) return { fieldUpdateId: id }
        const { projectId, partnershipId } = newsHomeOf(page)
        return projectId === undefined ? { partnershipId } : { projectId }
      },
      back,
    }),
  }
}
