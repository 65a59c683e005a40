import { addDocumentVersion, fileDocument, withdrawDocument } from '../../features/partnerships/documents.server.ts'
import { type PaperHome, requireHomeWriter } from '../../features/partnerships/paper-home.server.ts'
import { readDocumentForm, readPhotoForm } from '../../features/partnerships/papers.ts'
import { addPhoto, setPhotoDiscreet, setPhotoPublic } from '../../features/partnerships/photos.server.ts'
import { fileOf } from '../../platform/files/store.server.ts'
import type { Outcome } from './door.ts'
import type { OrganisationPage } from './request.ts'

/** What the papers of a page belong to, and where the page leads once something was done. */
export type PapersOfPage = {
  home: (page: OrganisationPage, form: FormData) => PaperHome
  back: (page: OrganisationPage, done: string) => string
}

type Deed = (page: OrganisationPage, form: FormData) => Promise<Outcome>

const word = (form: FormData, name: string) => String(form.get(name) ?? '')
const acting = (page: OrganisationPage) => page.atWork.organisation.organisationId

/** The deeds of a page that keeps papers: file one, add a version, withdraw it. */
export function documentDeeds({ home, back }: PapersOfPage): Record<'fileDocument' | 'addVersion' | 'withdraw', Deed> {
  const writer = (page: OrganisationPage, form: FormData) =>
    requireHomeWriter(page.ctx, { ...home(page, form), organisationId: acting(page) })
  return {
    async fileDocument(page, form) {
      await writer(page, form)
      const read = readDocumentForm(form)
      const file = fileOf(form, 'file')
      const problems = 'problems' in read ? [...read.problems] : []
      if (!file) problems.push({ reason: 'document_file_missing', field: 'file' })
      if (!file || 'problems' in read) return { problems }
      const of = { ...home(page, form), organisationId: acting(page) }
      await fileDocument(page.ctx, of, read.facts, file, page.workspace.filesFolder)
      return { to: back(page, 'filed') }
    },
    async addVersion(page, form) {
      await writer(page, form)
      const file = fileOf(form, 'file')
      if (!file) return { problems: [{ reason: 'document_file_missing', field: 'file' }] }
      const of = { documentId: word(form, 'document'), organisationId: acting(page) }
      await addDocumentVersion(page.ctx, of, file, word(form, 'note').trim(), page.workspace.filesFolder)
      return { to: back(page, 'version') }
    },
    async withdraw(page, form) {
      await writer(page, form)
      await withdrawDocument(page.ctx, { documentId: word(form, 'document'), organisationId: acting(page) })
      return { to: back(page, 'withdrawn') }
    },
  }
}

/** The deeds of a page that keeps photos: add one, hide it or show it again, let it be published or not. */
export function photoDeeds({
  home,
  back,
}: PapersOfPage): Record<'addPhoto' | 'hidePhoto' | 'liftPhoto' | 'publishPhoto' | 'unpublishPhoto', Deed> {
  const writer = (page: OrganisationPage, form: FormData) =>
    requireHomeWriter(page.ctx, { ...home(page, form), organisationId: acting(page) })
  const photoOf = (page: OrganisationPage, form: FormData) => ({
    photoId: word(form, 'photo'),
    organisationId: acting(page),
  })
  const discreet =
    (hide: boolean): Deed =>
    async (page, form) => {
      await writer(page, form)
      await setPhotoDiscreet(page.ctx, photoOf(page, form), hide)
      return { to: back(page, hide ? 'photoHidden' : 'photoLifted') }
    }
  const wanted =
    (yes: boolean): Deed =>
    async (page, form) => {
      await writer(page, form)
      await setPhotoPublic(page.ctx, photoOf(page, form), yes)
      return { to: back(page, yes ? 'photoPublished' : 'photoUnpublished') }
    }
  return {
    async addPhoto(page, form) {
      await writer(page, form)
      const read = readPhotoForm(form, page.ctx.now)
      const file = fileOf(form, 'photo')
      const problems = 'problems' in read ? [...read.problems] : []
      if (!file) problems.push({ reason: 'photo_file_missing', field: 'photo' })
      if (!file || 'problems' in read) return { problems }
      const of = { ...home(page, form), organisationId: acting(page) }
      await addPhoto(page.ctx, of, read.facts, file, page.workspace.filesFolder)
      return { to: back(page, 'photoAdded') }
    },
    hidePhoto: discreet(true),
    liftPhoto: discreet(false),
    publishPhoto: wanted(true),
    unpublishPhoto: wanted(false),
  }
}
